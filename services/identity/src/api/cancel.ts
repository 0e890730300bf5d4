/** POST /auth/interaction/{uid}/cancel: returns to the client without logging in (`error=access_denied`). */
import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { findInteraction } from './interaction.ts';

export const cancel =
  (context: Context): RequestHandler =>
  async (request, response) => {
    await findInteraction(context, request, response);
    await context.provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'the log-in was cancelled',
    });
  };

/**
 * Who asks, where the route wants to know: no token, a bad one, or one without the scope is refused before anybody behind is
 * bothered. The services check again; a gap here would cost work, not safety.
 */
import { authorise } from '@mambogo/service/answer.ts';
import type { Verify } from '@mambogo/service/verifier.ts';
import type { RequestHandler } from 'express';
import { passageOf, targetOf } from '../edge/passage.ts';

export const checkToken =
  (verify: Verify): RequestHandler =>
  async (request, _response, next) => {
    const { route } = targetOf(request);
    if (route) passageOf(request).caller = await authorise(route, request, verify);
    next();
  };

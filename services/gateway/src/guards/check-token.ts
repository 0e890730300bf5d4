/**
 * Authentication and authorisation: rejects a missing or invalid token, or one without the route's scopes, before any service
 * is called. The services check again, so a gap here would cost work, not security. A rejected token is a security event.
 */

import { stepUpRequired } from '@mambogo/service/auth/step-up.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { anonymizeAddress } from '@mambogo/service/http/address-range.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { authorise } from '@mambogo/service/http/route-handler.ts';
import type { BaseContext } from '@mambogo/service/process/base-context.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type { Request, RequestHandler } from 'express';
import { requestContextOf, targetOf } from '../pipeline/request-context.ts';

type TokenDependencies = Pick<BaseContext, 'verify' | 'securityEvents'>;

export const checkToken =
  (context: TokenDependencies): RequestHandler =>
  async (request, _response, next) => {
    const { route } = targetOf(request);
    if (!route) return next();
    try {
      const caller = await authorise({ ...route, stepUp: false }, request, context.verify);
      if (route.stepUp && caller) requireStepUp(context, request, caller);
      requestContextOf(request).caller = caller;
    } catch (error) {
      recordRefusal(context, request, error);
      throw error;
    }
    next();
  };

/** Sensitive routes require a recent log-in. Both a missing and a successful step-up are recorded. */
function requireStepUp(context: TokenDependencies, request: Request, { subject, stepUp }: Caller): void {
  const code = stepUp ? 'stepup.required' : 'stepup.succeeded';
  const network = anonymizeAddress(requestContextOf(request).client);
  const detail = { route: targetOf(request).id };
  securityEvent(context, { code, outcome: stepUp ? 'refused' : 'success', subject, network, detail });
  if (stepUp) throw stepUpRequired(stepUp);
}

function recordRefusal(context: TokenDependencies, request: Request, error: unknown): void {
  if (!(error instanceof Problem) || request.headers.authorization === undefined) return;
  if (error.slug === 'step-up-required') return;
  const detail = { route: targetOf(request).id };
  const network = anonymizeAddress(requestContextOf(request).client);
  if (error.status === 401) securityEvent(context, { code: 'token.refused', outcome: 'refused', network, detail });
  if (error.status === 403) securityEvent(context, { code: 'access.denied', outcome: 'refused', network, detail });
}

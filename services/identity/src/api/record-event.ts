/** Records security events of requests, with the client's network. */
import { type SecurityEvent, securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type { Request } from 'express';
import type { Context } from '../context.ts';
import { loggedNetwork } from '../domain/client-network.ts';
import type { AttemptResult } from './login-attempts.ts';

type Parts = Pick<Context, 'securityEvents'>;
type Asked = Pick<Request, 'get'>;

export const recordEvent = (context: Parts, request: Asked, event: Omit<SecurityEvent, 'network'>): void =>
  securityEvent(context, { ...event, network: loggedNetwork(request.get('x-forwarded-for')) });

/** A wrong password, or one that was not checked because it came too early. */
export const recordRefusal = (
  context: Parts,
  request: Asked,
  attemptResult: AttemptResult<unknown>,
  subject: string | undefined,
  page: 'log-in' | 'account' = 'log-in',
): void =>
  recordEvent(context, request, {
    ...(attemptResult.type === 'early'
      ? { code: 'login.throttled', outcome: 'refused' }
      : { code: 'login.failed', outcome: 'failure' }),
    subject,
    detail: { page },
  });

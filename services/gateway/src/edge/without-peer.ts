/**
 * What a client gets when the service behind is away: the last good catalogue page, marked as old (RFC 7234: Age and
 * Warning 110), or 304 when it has just that one; what the service itself said, if it said anything; else the problem
 * `upstream-unavailable`.
 */
import { Problem } from '@mambogo/service/problem.ts';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import type { PeerFailure } from '../peers/peer-failure.ts';
import { mayBeStale } from './may-be-stale.ts';
import type { Target } from './route-table.ts';
import { sendAnswer } from './send-answer.ts';
import { sendKept } from './send-kept.ts';

export async function withoutPeer(
  context: Context,
  target: Target,
  request: Request,
  response: Response,
  failure: PeerFailure,
): Promise<void> {
  const old = mayBeStale(target, request.method) ? context.lastGood.find(request.url) : undefined;
  if (old) {
    await failure.answer?.body.dump();
    return sendKept(old, request, response, { warning: '110 - "Response is Stale"' });
  }
  if (failure.answer) return sendAnswer(context, target, request, response, failure.answer);
  response.setHeader('retry-after', Math.ceil(context.settings.BREAKER_RESET_SECONDS));
  const detail = `${target.owner} does not answer; ${advice(request.method, target)}`;
  throw new Problem('upstream-unavailable', detail, {}, { cause: failure });
}

function advice(method: string, { route }: Target): string {
  if (method === 'GET' || method === 'HEAD') return 'please try again';
  const done = 'it may or may not have been done';
  return route?.idempotent ? `${done}: repeat it with the same Idempotency-Key` : `${done}: look before you try again`;
}

/**
 * What a client gets when the service behind is away: the last good catalogue page, marked as old (RFC 7234: Age and
 * Warning 110), or 304 when it has just that one; what the service itself said, if it said anything; a page that says so, for
 * who wanted a page; else the problem `upstream-unavailable`.
 */
import { isSafeMethod } from '@mambogo/contracts/safe-method.ts';
import { Problem } from '@mambogo/service/problem.ts';
import type { Request, Response } from 'express';
import { hasIdempotencyKey } from '../admission/require-key.ts';
import type { Context } from '../context.ts';
import type { Target } from '../edge/route-table.ts';
import type { PeerFailure } from '../peers/peer-failure.ts';
import { awayPage } from './away-page.ts';
import type { Keeping } from './kept-answers.ts';
import { sendAnswer } from './send-answer.ts';
import { sendKept } from './send-kept.ts';

export async function withoutPeer(
  context: Context,
  target: Target,
  keeping: Keeping | undefined,
  request: Request,
  response: Response,
  failure: PeerFailure,
): Promise<void> {
  const old = keeping?.whenAway ? keeping.kept.find(keeping.name) : undefined;
  if (old) {
    if (failure.answer && !Buffer.isBuffer(failure.answer.body)) failure.answer.body.destroy();
    return sendKept(old, request, response, { warning: '110 - "Response is Stale"' });
  }
  if (failure.answer) return sendAnswer(context, target, keeping, request, response, failure.answer);
  const seconds = Math.ceil(context.settings.BREAKER_RESET_SECONDS);
  response.setHeader('retry-after', seconds);
  if (target.id === 'page' && request.accepts('html')) {
    context.logger.warn({ err: failure }, 'the pages are away');
    response.status(503).type('html').set('cache-control', 'no-store').send(awayPage(seconds));
    return;
  }
  const detail = `${target.owner} does not answer; ${advice(request, target)}`;
  throw new Problem('upstream-unavailable', detail, {}, { cause: failure });
}

function advice(request: Request, { route }: Target): string {
  const { method } = request;
  if (isSafeMethod(method)) return 'please try again';
  const done = 'it may or may not have been done';
  return hasIdempotencyKey(route, request)
    ? `${done}: repeat it with the same Idempotency-Key`
    : `${done}: look before you try again`;
}

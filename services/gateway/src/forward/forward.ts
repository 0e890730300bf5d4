/**
 * The way to a service and back: (a page of the catalogue shown a moment ago, or a file of the pages, is shown again) -> call
 * the owner through its breaker -> stream the answer. When the owner fails, what is left is decided in without-peer.ts.
 */

import { rateLimitSubject } from '@mambogo/service/address-range.ts';
import { currentTrace } from '@mambogo/service/trace.ts';
import type { Request, RequestHandler, Response } from 'express';
import { hasIdempotencyKey } from '../admission/require-key.ts';
import type { Context } from '../context.ts';
import { passageOf, targetOf } from '../edge/passage.ts';
import type { Target } from '../edge/route-table.ts';
import { heldMemory } from '../limits/held-memory.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { UpstreamAnswer } from '../peers/read-answer.ts';
import { acceptedEncoding } from './accepted-encoding.ts';
import { keepingOf } from './kept-answers.ts';
import { pageStatus } from './page-status.ts';
import { requestHeaders } from './request-headers.ts';
import { sendAnswer } from './send-answer.ts';
import { sendKept } from './send-kept.ts';
import { withoutPeer } from './without-peer.ts';

export const forward =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const target = targetOf(request);
    const keeping = keepingOf(context, target, request);
    const fresh = keeping?.kept.findFresh(keeping.name);
    if (fresh) return sendKept(fresh, request, response);
    const abandoned = whenAbandoned(context, target, response);
    try {
      const page = target.id === 'page' ? pageStatus(context, request, response, abandoned) : undefined;
      const answer = await callOwner(context, target, request, response, abandoned);
      const statusCode = answer.statusCode === 200 ? ((await page) ?? 200) : answer.statusCode;
      await sendAnswer(context, target, keeping, request, response, { ...answer, statusCode });
    } catch (error) {
      if (abandoned.aborted) response.destroy();
      else if (error instanceof PeerFailure) await withoutPeer(context, target, keeping, request, response, error);
      else throw error;
    }
  };

/** Aborted when nobody waits for the answer any more; streams also end when the gateway stops. */
function whenAbandoned({ stopping }: Context, { route }: Target, response: Response): AbortSignal {
  const gone = new AbortController();
  const leave = () => {
    if (!response.writableFinished) gone.abort(new Error('the client went away'));
  };
  // It may have left while it was still asked who it is.
  if (response.closed) leave();
  else response.once('close', leave);
  return route?.stream ? AbortSignal.any([gone.signal, stopping.signal]) : gone.signal;
}

async function callOwner(
  { peers, publicUrl, memory }: Context,
  { owner, route }: Target,
  request: Request,
  response: Response,
  signal: AbortSignal,
): Promise<UpstreamAnswer> {
  const { client, body } = passageOf(request);
  const headers = requestHeaders(request, {
    publicUrl,
    client,
    traceparent: currentTrace()?.traceparent,
    owner,
    body,
  });
  // Not text/event-stream alone: sidecars then turn every answer that is no stream (a 404, a 204) into an error of theirs.
  // Pieces pass as they come either way.
  if (route?.stream) headers.accept = 'text/event-stream, application/problem+json';
  if (owner === 'web') headers['accept-encoding'] = acceptedEncoding(request);
  return peers.call(owner, {
    method: request.method,
    path: request.url,
    headers,
    body,
    signal,
    idempotent: hasIdempotencyKey(route, request),
    stream: route?.stream,
    client: rateLimitSubject(client),
    reserve: upTo(wholeAnswer, heldMemory(memory, request, response).reserve),
  });
}

/** Bytes of an answer that is read whole before it is sent: every page of the catalogue, nearly every file of the pages. */
const wholeAnswer = 1_048_576;

function upTo(most: number, reserve: (bytes: number) => boolean): (bytes: number) => boolean {
  let left = most;
  return (bytes) => {
    left -= bytes;
    return left >= 0 && reserve(bytes);
  };
}

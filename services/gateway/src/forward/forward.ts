/**
 * The way to a service and back: (a page of the catalogue shown a moment ago, or a file of the pages, is shown again) -> call
 * the owner through its breaker -> stream the answer. When the owner fails, what is left is decided in without-peer.ts.
 */
import { currentTrace } from '@mambogo/service/trace.ts';
import type { Request, RequestHandler, Response } from 'express';
import type { Dispatcher } from 'undici';
import type { Context } from '../context.ts';
import { passageOf, targetOf } from '../edge/passage.ts';
import type { Target } from '../edge/route-table.ts';
import { PeerFailure } from '../peers/peer-failure.ts';
import { acceptedEncoding } from './accepted-encoding.ts';
import { keepingOf } from './kept-answers.ts';
import { limitBody } from './limit-body.ts';
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
      const answer = await callOwner(context, target, request, abandoned);
      await sendAnswer(context, target, keeping, request, response, answer);
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
  { peers, publicUrl }: Context,
  { owner, route }: Target,
  request: Request,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { client, readBody } = passageOf(request);
  const body = limitBody(request, readBody);
  const headers = requestHeaders(request, {
    publicUrl,
    client,
    traceparent: currentTrace()?.traceparent,
    hasBody: body !== undefined,
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
    stream: route?.stream,
  });
}

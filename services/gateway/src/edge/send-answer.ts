/** Streams a peer's answer to the client, piece by piece as it comes; a catalogue page is remembered on its way. */
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Dispatcher } from 'undici';
import type { Context } from '../context.ts';
import { answerHeaders } from './answer-headers.ts';
import { changesCatalogue, mayBeStale } from './may-be-stale.ts';
import type { Target } from './route-table.ts';

export async function sendAnswer(
  { lastGood }: Context,
  target: Target,
  request: Request,
  response: Response,
  answer: Dispatcher.ResponseData,
): Promise<void> {
  if (changesCatalogue(target, request.method)) lastGood.outdate();
  const headers = answerHeaders(answer.headers, response.getHeaders());
  response.writeHead(answer.statusCode, headers);
  if (target.route?.stream) response.flushHeaders();
  const kept = mayBeStale(target, request.method);
  if (kept && answer.statusCode === 304) lastGood.confirm(request.url, headers.etag);
  if (kept && answer.statusCode === 200) await pipeline(answer.body, lastGood.record(request.url, headers), response);
  else await pipeline(answer.body, response);
}

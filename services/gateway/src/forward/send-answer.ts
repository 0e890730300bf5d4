/** Streams a peer's answer to the client, piece by piece as it comes; one that may be kept is remembered on its way. */
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Dispatcher } from 'undici';
import type { Context } from '../context.ts';
import type { Target } from '../edge/route-table.ts';
import { answerHeaders } from './answer-headers.ts';
import { changesCatalogue, type Keeping, mayBeKept } from './kept-answers.ts';

export async function sendAnswer(
  { lastGood }: Context,
  target: Target,
  keeping: Keeping | undefined,
  request: Request,
  response: Response,
  answer: Dispatcher.ResponseData,
): Promise<void> {
  if (changesCatalogue(target, request.method)) lastGood.outdate();
  const headers = answerHeaders(answer.headers, response.getHeaders(), target.owner);
  response.writeHead(answer.statusCode, headers);
  if (target.route?.stream) response.flushHeaders();
  if (keeping && answer.statusCode === 304) keeping.kept.confirm(keeping.name, headers.etag);
  if (keeping && answer.statusCode === 200 && mayBeKept(keeping, headers))
    await pipeline(answer.body, keeping.kept.record(keeping.name, headers), response);
  else await pipeline(answer.body, response);
}

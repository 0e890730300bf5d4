/**
 * Sends an upstream's answer to the client: at once where it was read whole, else piece by piece as it comes. One that may be
 * kept is remembered on its way.
 */
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import type { Target } from '../edge/route-table.ts';
import type { UpstreamAnswer } from '../peers/read-answer.ts';
import { answerHeaders } from './answer-headers.ts';
import { changesCatalogue, type Keeping, mayBeKept } from './kept-answers.ts';

export async function sendAnswer(
  { lastGood, slowReaders }: Pick<Context, 'lastGood' | 'slowReaders'>,
  target: Target,
  keeping: Keeping | undefined,
  request: Request,
  response: Response,
  { statusCode, headers: theirs, body }: UpstreamAnswer,
): Promise<void> {
  if (changesCatalogue(target, request.method)) lastGood.outdate();
  const headers = answerHeaders(theirs, response.getHeaders(), target.owner);
  if (keeping && statusCode === 304) keeping.kept.confirm(keeping.name, headers.etag);
  const kept = keeping && statusCode === 200 && mayBeKept(keeping, headers) ? keeping : undefined;
  // What the edge says to who brought a token does not hold for others.
  const control = theirs['cache-control'];
  const forOthers = kept && control !== undefined ? { ...headers, 'cache-control': control } : headers;
  if (Buffer.isBuffer(body)) {
    kept?.kept.keep(kept.name, forOthers, body);
    // Sidecars pass bodies on in chunks; of what has none (HEAD, 204, 304) nothing is said.
    if (body.length > 0) headers['content-length'] = String(body.length);
    slowReaders.expect(response, body.length);
    response.writeHead(statusCode, headers).end(body);
    return;
  }
  response.writeHead(statusCode, headers);
  if (target.route?.stream) {
    response.flushHeaders();
    slowReaders.follow(response);
    return pipeline(body, response);
  }
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      slowReaders.expect(response, piece.length);
      done(null, piece);
    },
  });
  slowReaders.expect(response, 0);
  if (kept) await pipeline(body, kept.kept.record(kept.name, forOthers), counted, response);
  else await pipeline(body, counted, response);
}

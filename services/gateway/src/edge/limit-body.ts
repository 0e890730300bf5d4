/**
 * The body on its way through, never kept: at most 1 MiB, refused at once when the client says it is more, cut off where
 * it turns out to be more.
 */
import type { IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { Problem } from '@mambogo/service/problem.ts';

export const bodyLimit = 1_048_576;

/** The request's body; undefined when there is none, or its method gives a body no meaning. */
export function limitBody(request: IncomingMessage): Readable | undefined {
  const length = Number(request.headers['content-length'] ?? 0);
  const chunked = request.headers['transfer-encoding'] !== undefined;
  if (length > bodyLimit) throw tooLarge();
  if ((length === 0 && !chunked) || request.method === 'GET' || request.method === 'HEAD') return undefined;
  let seen = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bodyLimit) done(tooLarge());
      else done(null, chunk);
    },
  });
  // pipe, not pipeline: the request must outlive a body that is cut off or that the peer does not want to its end, and be
  // read to its own, or its client would see a reset instead of the answer. The server's time-out for requests bounds it.
  limited.once('close', () => request.unpipe(limited).resume());
  return request.pipe(limited);
}

const tooLarge = () => new Problem('payload-too-large', 'the body may have 1 MB at most');

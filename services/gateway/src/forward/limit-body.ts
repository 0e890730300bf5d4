/**
 * The body on its way through: what was read of it to be looked at, then the rest as it comes, never kept. At most 1 MiB,
 * cut off where it turns out to be more (what says so before is refused in arrival/limit-size.ts).
 */
import type { IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { bodyTooLarge, sizeLimits } from '../arrival/limit-size.ts';

/**
 * The request's body; undefined when there is none, or its method gives a body no meaning.
 * @param beginning what was read of it already
 */
export function limitBody(request: IncomingMessage, beginning: Buffer | undefined): Buffer | Readable | undefined {
  if (beginning && request.readableEnded) return beginning.length > 0 ? beginning : undefined;
  const length = Number(request.headers['content-length'] ?? 0);
  const chunked = request.headers['transfer-encoding'] !== undefined;
  if ((length === 0 && !chunked) || request.method === 'GET' || request.method === 'HEAD') return undefined;
  let seen = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > sizeLimits.body) done(bodyTooLarge());
      else done(null, chunk);
    },
  });
  if (beginning) limited.write(beginning);
  // pipe, not pipeline: the request must outlive a body that is cut off or that the peer does not want to its end, and be
  // read to its own, or its client would see a reset instead of the answer. The server's time-out for requests bounds it.
  limited.once('close', () => request.unpipe(limited).resume());
  return request.pipe(limited);
}

/**
 * An upstream's answer, read whole before the client sees any of it where it is small: the connection to the sidecar is free
 * again at once, however slowly the client reads, and an answer that breaks off is a failure that can still be reported.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type Dispatcher, errors } from 'undici';

export interface UpstreamResponse {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  /** A stream: it is longer than what is read whole, or has no end of its own. */
  readonly body: Buffer | Readable;
}

/**
 * @param reserve asked for every piece; false = no more is to be kept, the rest passes as it comes
 * @throws AnswerBrokeOff; what undici throws when the answer pauses for too long, or nobody waits for it any more
 */
export async function readUpstreamResponse(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  reserve: (bytes: number) => boolean,
): Promise<UpstreamResponse> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const stop = () => body.off('data', take).off('end', ended).off('error', broken).off('close', closed);
    const take = (piece: Buffer) => {
      pieces.push(piece);
      if (reserve(piece.length)) return;
      body.pause();
      stop();
      for (const one of pieces.toReversed()) body.unshift(one);
      resolve({ statusCode, headers, body });
    };
    const ended = () => {
      stop();
      resolve({ statusCode, headers, body: pieces.length === 1 ? (pieces[0] ?? empty) : Buffer.concat(pieces) });
    };
    const broken = (error: Error) => {
      stop();
      reject(error instanceof errors.SocketError ? new ResponseInterrupted({ cause: error }) : error);
    };
    const closed = () => broken(new ResponseInterrupted());
    // It may break off between here and its passing on.
    body.on('error', () => undefined);
    body.on('data', take).on('end', ended).on('error', broken).on('close', closed);
  });
}

/** The upstream went away in the middle of its answer. */
export class ResponseInterrupted extends Error {
  constructor(options?: ErrorOptions) {
    super('the answer broke off', options);
    this.name = 'AnswerBrokeOff';
  }
}

const empty = Buffer.alloc(0);

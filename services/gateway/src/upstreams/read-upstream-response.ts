/**
 * Reads an upstream's response whole, if it is small, before the client gets any of it: the connection to the sidecar is free
 * at once, however slowly the client reads, and a response that is interrupted can still be reported as a failure.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type Dispatcher, errors } from 'undici';

export interface UpstreamResponse {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  /** A stream if it is too large to be read whole, or has no end. */
  readonly body: Buffer | Readable;
}

/**
 * @param reserve called for every chunk; false = stop buffering, the rest is streamed
 * @throws ResponseInterrupted; undici's error when the response stalls for too long or was aborted
 */
export async function readUpstreamResponse(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  reserve: (bytes: number) => boolean,
): Promise<UpstreamResponse> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const stop = () => body.off('data', receive).off('end', end).off('error', interrupted).off('close', closed);
    const receive = (chunk: Buffer) => {
      chunks.push(chunk);
      if (reserve(chunk.length)) return;
      body.pause();
      stop();
      for (const chunk of chunks.toReversed()) body.unshift(chunk);
      resolve({ statusCode, headers, body });
    };
    const end = () => {
      stop();
      resolve({ statusCode, headers, body: chunks.length === 1 ? (chunks[0] ?? empty) : Buffer.concat(chunks) });
    };
    const interrupted = (error: Error) => {
      stop();
      reject(error instanceof errors.SocketError ? new ResponseInterrupted({ cause: error }) : error);
    };
    const closed = () => interrupted(new ResponseInterrupted());
    // It may fail between here and the time it is piped.
    body.on('error', () => undefined);
    body.on('data', receive).on('end', end).on('error', interrupted).on('close', closed);
  });
}

/** The upstream closed the connection in the middle of its response. */
export class ResponseInterrupted extends Error {
  constructor(options?: ErrorOptions) {
    super('the response was interrupted', options);
    this.name = 'ResponseInterrupted';
  }
}

const empty = Buffer.alloc(0);

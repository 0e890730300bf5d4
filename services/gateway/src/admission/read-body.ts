/**
 * Reads the beginning of a body to look at it. What was read is passed on with the rest, byte for byte. A body that fits in
 * is there whole, which is nearly every one: an order is 2 KB.
 */
import type { IncomingMessage } from 'node:http';
import { Problem } from '@mambogo/service/problem.ts';

export const lookedAt = 65_536;

/** At least `lookedAt` bytes, or all there are. Rejects when the client breaks off. */
export async function readBeginning(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const stop = () => {
      request.pause().off('data', take).off('end', done).off('error', brokeOff).off('close', brokeOff);
    };
    const done = () => {
      stop();
      resolve(Buffer.concat(chunks));
    };
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= lookedAt) done();
    };
    // No fault of ours: a client that left, or was too slow and was cut off.
    const brokeOff = () => {
      stop();
      reject(new Problem('validation', 'the body broke off before its end'));
    };
    request.on('data', take).on('end', done).on('error', brokeOff).on('close', brokeOff);
  });
}

/** All of a body that must be small. */
export async function readWhole(request: IncomingMessage): Promise<Buffer> {
  const body = await readBeginning(request);
  if (!request.readableEnded && body.length >= lookedAt)
    throw new Problem('payload-too-large', `this may have ${lookedAt} bytes at most`);
  return body;
}

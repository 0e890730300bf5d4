/**
 * Reads a request's body whole before any service is called, so that a client that sends slowly, or not at all, never holds
 * an upstream connection. Bounded in size, in the time between two chunks, and by a minimum rate.
 */
import type { IncomingMessage } from 'node:http';
import { Problem } from '@mambogo/service/http/problem.ts';
import { concurrencyLimited } from '../upstreams/bulkhead.ts';
import { bodyTooLarge } from './limit-size.ts';

export interface BodyLimits {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds until the first chunk, and between two. */
  readonly gapMs: number;
  /** Bytes a second, over the time after the first `gapMs`. */
  readonly rate: number;
  /** Called before memory is allocated; false = this client already holds too much. */
  readonly reserve: (bytes: number) => boolean;
}

/**
 * @throws Problem `payload-too-large`, `request-timeout` (too slow), `concurrency-limited` (no memory left for this client), or
 *   `validation` if the client disconnected
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const announced = request.headers['content-length'];
  const expected = announced === undefined ? undefined : Number(announced);
  if (expected === 0) return empty;
  if ((expected ?? 0) > limits.size) throw bodyTooLarge();
  const began = performance.now();
  let body: Buffer = empty;
  let length = 0;

  /** Grows the buffer by doubling, so that one-byte chunks cost no more than others. */
  const grow = (needed: number) => {
    const capacity = Math.min(limits.size, Math.max(expected ?? 0, needed, 2 * body.length, 1_024));
    if (!limits.reserve(capacity - body.length)) throw concurrencyLimited();
    const larger = Buffer.allocUnsafe(capacity);
    body.copy(larger, 0, 0, length);
    body = larger;
  };
  const append = (chunk: Buffer) => {
    const total = length + chunk.length;
    if (total > limits.size) throw bodyTooLarge();
    if (length === 0 && total === expected) {
      if (!limits.reserve(total)) throw concurrencyLimited();
      body = chunk;
    } else {
      if (total > body.length) grow(total);
      chunk.copy(body, length);
    }
    length = total;
    const late = performance.now() - began - limits.gapMs - (length / limits.rate) * 1_000;
    if (late > 0 && length !== expected) throw tooSlowProblem();
  };

  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(gap);
      request.off('data', receive).off('end', end).off('error', interrupted).off('close', interrupted);
    };
    const fail = (problem: unknown) => {
      stop();
      request.pause();
      reject(problem as Error);
    };
    const gap = setTimeout(() => fail(tooSlowProblem()), limits.gapMs);
    const receive = (chunk: Buffer) => {
      try {
        append(chunk);
        gap.refresh();
      } catch (problem) {
        fail(problem);
      }
    };
    const end = () => {
      stop();
      resolve(body.subarray(0, length));
    };
    const interrupted = () => fail(new Problem('validation', 'the body is incomplete'));
    request.on('data', receive).on('end', end).on('error', interrupted).on('close', interrupted);
  });
}

const empty: Buffer = Buffer.alloc(0);
const tooSlowProblem = () => new Problem('request-timeout', 'the body was sent too slowly');

/**
 * Reads a request's body whole, before anything behind the edge is bothered with it: an upstream's connection is never held
 * by a client that sends slowly, or not at all. Bounded in size, in the time between two pieces, and by a minimum rate.
 */
import type { IncomingMessage } from 'node:http';
import { Problem } from '@mambogo/service/http/problem.ts';
import { concurrencyLimited } from '../upstreams/bulkhead.ts';
import { bodyTooLarge } from './limit-size.ts';

export interface BodyLimits {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds until the first piece, and between two. */
  readonly gapMs: number;
  /** Bytes a second, over the time after the first `gapMs`. */
  readonly rate: number;
  /** Asked before memory is taken; false = this client holds too much already. */
  readonly reserve: (bytes: number) => boolean;
}

/**
 * @throws Problem `payload-too-large`, `request-timeout` (too slow), `concurrency-limited` (no memory for this client), or
 *   `validation` when the client broke off
 */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const announced = request.headers['content-length'];
  const expected = announced === undefined ? undefined : Number(announced);
  if (expected === 0) return empty;
  if ((expected ?? 0) > limits.size) throw bodyTooLarge();
  const began = performance.now();
  let body: Buffer = empty;
  let length = 0;

  /** Makes room; doubling, so that pieces of a byte each cost no more than others. */
  const grow = (needed: number) => {
    const capacity = Math.min(limits.size, Math.max(expected ?? 0, needed, 2 * body.length, 1_024));
    if (!limits.reserve(capacity - body.length)) throw concurrencyLimited();
    const larger = Buffer.allocUnsafe(capacity);
    body.copy(larger, 0, 0, length);
    body = larger;
  };
  const append = (piece: Buffer) => {
    const total = length + piece.length;
    if (total > limits.size) throw bodyTooLarge();
    if (length === 0 && total === expected) {
      if (!limits.reserve(total)) throw concurrencyLimited();
      body = piece;
    } else {
      if (total > body.length) grow(total);
      piece.copy(body, length);
    }
    length = total;
    const late = performance.now() - began - limits.gapMs - (length / limits.rate) * 1_000;
    if (late > 0 && length !== expected) throw tooSlowProblem();
  };

  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(gap);
      request.off('data', take).off('end', done).off('error', brokeOff).off('close', brokeOff);
    };
    const fail = (problem: unknown) => {
      stop();
      request.pause();
      reject(problem as Error);
    };
    const gap = setTimeout(() => fail(tooSlowProblem()), limits.gapMs);
    const take = (piece: Buffer) => {
      try {
        append(piece);
        gap.refresh();
      } catch (problem) {
        fail(problem);
      }
    };
    const done = () => {
      stop();
      resolve(body.subarray(0, length));
    };
    const brokeOff = () => fail(new Problem('validation', 'the body broke off before its end'));
    request.on('data', take).on('end', done).on('error', brokeOff).on('close', brokeOff);
  });
}

const empty: Buffer = Buffer.alloc(0);
const tooSlowProblem = () => new Problem('request-timeout', 'the body came too slowly');

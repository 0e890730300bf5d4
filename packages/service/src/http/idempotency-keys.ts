/** Shared parts of all stores of Idempotency-Keys: comparing requests, the stored response, and the problem for a reused key. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../crypto/hash-chain.ts';
import { Problem } from './problem.ts';

/** A RouteResponse as stored under its key. */
export const StoredResponse = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});

/** SHA-256 (hex) of the parts of a request that determine its effect: equal for equal requests. */
export const requestHash = (request: unknown): string => createHash('sha256').update(canonical(request)).digest('hex');

/** The key was used for a different request. */
export const idempotencyKeyReused = (): Problem =>
  new Problem('idempotency-key-reused', 'use a new Idempotency-Key for a different request');

/** What all who keep Idempotency-Keys have in common: which requests are the same, what is kept, and the refusal of a key that came before. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../crypto/hash-chain.ts';
import { Problem } from './problem.ts';

/** Of an Answer, as it is kept under its key. */
export const StoredResponse = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});

/** SHA-256 in hex of whatever decides what a request does: equal for equal requests. */
export const requestHash = (request: unknown): string => createHash('sha256').update(canonical(request)).digest('hex');

/** The key came with another request before. */
export const idempotencyKeyReused = (): Problem =>
  new Problem('idempotency-key-reused', 'take a fresh Idempotency-Key for a request that is not the same');

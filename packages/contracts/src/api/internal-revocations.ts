/**
 * Identity's feed of revoked access tokens, for all services that verify tokens: an endless response of JSON lines. Readers
 * must ignore lines of unknown types, so that types can be added later.
 */
import { z } from 'zod';
import { internalRoute } from '../route.ts';

/** Seconds between two `current` lines when there is nothing else to send. */
export const revocationsHeartbeat = 3;

/** Position in the order in which revocations were committed. */
export const RevocationCursor = z.coerce.number().int().min(0);

/** Seconds since 1970, after which all affected tokens have expired. */
const until = z.number();

export const RevocationLine = z.discriminatedUnion('type', [
  /** Tokens with this `sid` are rejected. */
  z.object({ type: z.literal('session'), cursor: RevocationCursor, sid: z.string(), until }),
  /** Tokens of this `sub` with a lower `epoch` are rejected; one without an epoch has epoch 0. */
  z.object({ type: z.literal('person'), cursor: RevocationCursor, sub: z.string(), epoch: z.int(), until }),
  /** Everything up to the cursor has been sent; repeated as heartbeat. */
  z.object({ type: z.literal('current'), cursor: RevocationCursor }),
]);
export type RevocationLine = z.output<typeof RevocationLine>;

/** One JSON line for each revocation. */
export const streamRevocations = internalRoute({
  id: 'streamRevocations',
  method: 'GET',
  path: '/internal/revocations',
  summary: 'Stream revocations after a cursor, as JSON lines',
  query: z.object({ after: RevocationCursor.default(0) }),
  responses: { 200: RevocationLine },
  stream: true,
});

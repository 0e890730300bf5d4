/**
 * What identity tells everybody who checks access tokens: lines of JSON on an answer without an end. A line of a type that
 * a reader does not know is to be passed over, so that more can be told later.
 */
import { z } from 'zod';

/** GET, with `?after=` the last cursor a reader has seen. */
export const revocationsPath = '/internal/revocations';

/** Seconds between two `current` lines when nothing else is told. */
export const revocationsHeartbeat = 3;

/** Place in the order in which revocations were committed. */
export const RevocationCursor = z.coerce.number().int().min(0);

/** Seconds since 1970 from which on no token can be alive that this refuses. */
const until = z.number();

export const RevocationLine = z.discriminatedUnion('type', [
  /** Tokens with this `sid` are refused. */
  z.object({ type: z.literal('session'), cursor: RevocationCursor, sid: z.string(), until }),
  /** Tokens of this `sub` with a lower `epoch` are refused; one without an epoch has epoch 0. */
  z.object({ type: z.literal('person'), cursor: RevocationCursor, sub: z.string(), epoch: z.int(), until }),
  /** All up to the cursor has been told; said again and again, as a sign of life. */
  z.object({ type: z.literal('current'), cursor: RevocationCursor }),
]);
export type RevocationLine = z.output<typeof RevocationLine>;

/**
 * Events that a consumer could not handle, stored in the consumer's own store.
 *
 * States: waiting -> replayed | discarded, both final: a dead letter that was discarded or handled is left unchanged when its
 * event is stored again. A replay does the same as a delivery: the same checks, handlers and inbox. Transient dead letters
 * are due at once, and later after each failed replay; poison waits for a person.
 */
import type { DeadLetterPosition, DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type { Backoff } from '@mambogo/contracts/backoff.ts';
import type { Failure } from '../inbox/delivery-failure.ts';
import type { LocalDeadLetter, LocalDeadLetterWithPayload } from './local-dead-letter.ts';

/** A message that was just received, with what could be read from it. */
export interface NewDeadLetter {
  /** The event's id, or a digest of the payload. */
  readonly id: string;
  /** The message as received. */
  readonly payload: string;
  readonly eventId?: string;
  readonly type?: string;
  readonly subject?: string;
  /** The validation failure, if the message is poison by its form. */
  readonly failure?: Failure;
}

export interface DeadLetterQuery {
  readonly status?: DeadLetterStatus;
  /** Only those at this position and after it. */
  readonly from?: DeadLetterPosition;
  readonly limit: number;
}

export type SettleResult = 'settled' | 'not waiting' | 'unknown';

export interface DeadLetters {
  store(letter: NewDeadLetter): Promise<void>;
  /** Newest first, then by id, the highest first. */
  list(query: DeadLetterQuery): Promise<LocalDeadLetter[]>;
  find(id: string): Promise<LocalDeadLetterWithPayload | undefined>;
  /** Ids of those that are waiting; the one stored or retried longest ago first. */
  waiting(limit: number): Promise<string[]>;
  /** Ids of transient ones that are due; claimed for one minute, so that no other instance gets them. */
  claimDue(limit: number): Promise<string[]>;
  /** Handles the event again. `failed`: it stays waiting, with the new error. */
  replay(id: string, by: string): Promise<SettleResult | 'failed'>;
  discard(id: string, by: string, reason: string): Promise<SettleResult>;
}

export const leaseSeconds = 60;

/** Seconds until a transient dead letter is due again after a failed replay. */
export const replayBackoff: Backoff = { first: 1, longest: 3_600 };

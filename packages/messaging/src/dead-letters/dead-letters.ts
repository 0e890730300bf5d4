/**
 * Events that a consumer could not handle, kept where it keeps its state.
 *
 * A letter is waiting -> replayed | discarded, and stays there: filed again, one that was discarded or handled is left as it
 * is. A replay is what a delivery would have been: the same checks, reactions and inbox. Transient ones are due at once, and
 * after each failed replay later; poison waits for a person.
 */
import type { DeadLetterStatus } from '@mambogo/contracts/api/dead-letters.ts';
import type {
  DeadLetterPosition,
  LocalDeadLetter,
  LocalDeadLetterWithPayload,
} from '@mambogo/contracts/api/internal-dead-letters.ts';
import type { Failure } from '../inbox/delivery-failure.ts';

/** What has just come, and what can be read of it. */
export interface NewDeadLetter {
  /** What it is known by. */
  readonly id: string;
  /** The message as it came. */
  readonly payload: string;
  readonly eventId?: string;
  readonly type?: string;
  readonly subject?: string;
  /** What checking it here says, if it is poison by its form. */
  readonly failure?: Failure;
}

export interface DeadLetterQuery {
  readonly status?: DeadLetterStatus;
  /** Only those there and below. */
  readonly from?: DeadLetterPosition;
  readonly limit: number;
}

export type SettleResult = 'settled' | 'not waiting' | 'unknown';

export interface DeadLetters {
  store(letter: NewDeadLetter): Promise<void>;
  /** Newest first, then by id, the highest first. */
  list(query: DeadLetterQuery): Promise<LocalDeadLetter[]>;
  find(id: string): Promise<LocalDeadLetterWithPayload | undefined>;
  /** Ids of those that wait, the one first that was filed or tried longest ago. */
  waiting(limit: number): Promise<string[]>;
  /** Ids of transient ones that are due, for nobody else during the next minute. */
  claimDue(limit: number): Promise<string[]>;
  /** Handles it again. `failed`: it waits on, with the new error. */
  replay(id: string, by: string): Promise<SettleResult | 'failed'>;
  discard(id: string, by: string, reason: string): Promise<SettleResult>;
}

export const leaseSeconds = 60;

/** Until a transient letter is due again after so many failed replays: 1 s doubling to 1 h. */
export const backoffSeconds = (tries: number): number => Math.min(3_600, 2 ** Math.min(tries - 1, 12));

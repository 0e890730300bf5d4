/**
 * What the relay asks of a database. One turn of a relay is `withTurn`: at most one relay per database has the turn, and
 * it ends with the transaction or connection it lives in, so a dead relay never keeps it.
 */
import type { OutboxRow } from './outbox-row.ts';

export interface LockedOutbox {
  /** The next rows in order of the sequence, leaving out the keys that wait for a failed row's next try. */
  select(limit: number): Promise<OutboxRow[]>;
  markPublished(seqs: readonly string[]): Promise<void>;
  /** Counts a failure and sets the next try: 1 s doubling to 60 s. */
  markFailed(seqs: readonly string[]): Promise<void>;
}

export interface OutboxStore {
  /** Whether any row waits to be published: the cheapest question there is, for a relay that was not called. */
  hasPending(): Promise<boolean>;
  /** Runs `body` when the turn is free; false when another relay has it. */
  withRelayLock(body: (outbox: LockedOutbox) => Promise<void>): Promise<boolean>;
  /** Seconds the oldest unpublished row has waited; 0 when there is none. */
  lagSeconds(): Promise<number>;
  /** Deletes what is older: published rows, settled dead letters, and what the inbox remembers of events and of failures to handle them. */
  purge(retention: { readonly outboxDays: number; readonly inboxDays: number }): Promise<void>;
  close(): Promise<void>;
}

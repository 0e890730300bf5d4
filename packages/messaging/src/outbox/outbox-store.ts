/**
 * The database operations of the relay. At most one relay per database holds the lock of `withRelayLock`, which is tied to a
 * transaction or connection, so a relay that died never keeps it.
 */
import type { OutboxRow } from './outbox-row.ts';

export interface LockedOutbox {
  /** The next rows in order of the sequence, without leased ones and those whose key waits for a leased or failed row. */
  select(limit: number): Promise<OutboxRow[]>;
  markPublished(seqs: readonly string[]): Promise<void>;
  /** Takes a row that can never be published out of the queue, with the reason. It stays in the outbox and holds back no other. */
  park(seq: string, reason: string): Promise<void>;
  /** Counts a failure and schedules the next retry: 1 s doubling to 60 s. */
  markFailed(seqs: readonly string[]): Promise<void>;
}

/**
 * Operations on leased rows, by their ids: a database that was restored to an earlier moment gives the same numbers again. They have
 * no effect on rows that are not leased any more.
 */
export interface LeasedOutbox {
  markPublished(ids: readonly string[]): Promise<void>;
  /** As `LockedOutbox.markFailed`; the row is retried from the table. */
  markFailed(ids: readonly string[]): Promise<void>;
  /** Ends the lease: the row waits in the table from now on. */
  release(ids: readonly string[]): Promise<void>;
}

export interface OutboxBacklog {
  /** Events that wait to be published, without parked ones. */
  readonly rows: number;
  /** How long the oldest of them has waited; 0 when there is none. */
  readonly oldestSeconds: number;
}

export interface OutboxStore {
  /** undefined: rows of this store are not leased. */
  readonly leased?: LeasedOutbox;
  /** Whether any row of the table is waiting to be published: a cheap query for polling. */
  hasPending(): Promise<boolean>;
  /** Runs `body` with the lock; returns false if another relay holds it. */
  withRelayLock(body: (outbox: LockedOutbox) => Promise<void>): Promise<boolean>;
  backlog(): Promise<OutboxBacklog>;
  /** Deletes older rows: published events, settled dead letters, inbox entries and delivery failures. */
  purge(retention: { readonly outboxDays: number; readonly inboxDays: number }): Promise<void>;
  close(): Promise<void>;
}

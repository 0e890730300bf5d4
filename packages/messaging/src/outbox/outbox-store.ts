/**
 * The database operations of the relay. At most one relay per database holds the lock of `withRelayLock`, which is tied to a
 * transaction or connection, so a relay that died never keeps it.
 */
import type { OutboxRow } from './outbox-row.ts';

export interface LockedOutbox {
  /** The next rows in order of the sequence, without those whose key waits for the retry of a failed row. */
  select(limit: number): Promise<OutboxRow[]>;
  markPublished(seqs: readonly string[]): Promise<void>;
  /** Counts a failure and schedules the next retry: 1 s doubling to 60 s. */
  markFailed(seqs: readonly string[]): Promise<void>;
}

export interface OutboxBacklog {
  /** Events that wait to be published. */
  readonly rows: number;
  /** How long the oldest of them has waited; 0 when there is none. */
  readonly oldestSeconds: number;
}

export interface OutboxStore {
  /** Whether any row is waiting to be published: a cheap query for polling. */
  hasPending(): Promise<boolean>;
  /** Runs `body` with the lock; returns false if another relay holds it. */
  withRelayLock(body: (outbox: LockedOutbox) => Promise<void>): Promise<boolean>;
  backlog(): Promise<OutboxBacklog>;
  /** Deletes older rows: published events, settled dead letters, inbox entries and delivery failures. */
  purge(retention: { readonly outboxDays: number; readonly inboxDays: number }): Promise<void>;
  close(): Promise<void>;
}

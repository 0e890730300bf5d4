/** A row that is waiting to be published. */
export interface OutboxRow {
  /** Position in the outbox; a bigint, so a string. */
  readonly seq: string;
  readonly id: string;
  readonly topic: string;
  readonly messageKey: string;
  /** As JSON. */
  readonly envelope: string;
}

/** A row that only the relay of the process that wrote it publishes, for as long as the lease lasts. */
export interface LeasedRow extends OutboxRow {
  /** Ids of the rows of its topic and key that were unpublished, or not yet marked as published, when it was written. */
  readonly waiting: readonly string[];
}

/** What a transaction has added to the outbox. */
export interface AddedRows {
  readonly leased: readonly LeasedRow[];
  /** Whether there are others: the relay that has the lock finds them in the table. */
  readonly others: boolean;
}

/**
 * How long a row of PostgreSQL's outbox is leased to the process that wrote it, from the beginning of its transaction. After that
 * any relay publishes it: the process may have died.
 */
export const leaseSeconds = 5;

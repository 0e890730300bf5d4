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

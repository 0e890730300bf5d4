/** A part of a list that grows while it is read. */
export interface CursorPage<T> {
  readonly items: readonly T[];
  /** Where the next part begins; undefined: this was the last. */
  readonly next?: string;
}

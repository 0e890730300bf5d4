/** A page of a list with cursor pagination. */
export interface CursorPage<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; undefined on the last one. */
  readonly next?: string;
}

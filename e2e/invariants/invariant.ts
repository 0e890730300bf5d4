/** What must hold at rest, and what is found where it does not. */
import type { DatabaseName, Stores } from './stores.ts';

export interface Violation {
  /** Of the order it is about, or whatever else the rule is of: a product, an event. */
  readonly id: string;
  readonly detail?: string;
}

/** A rule that one database can tell of by itself: its query finds the rows that break it, as `id` and `detail`. */
export interface SqlInvariant {
  readonly name: string;
  readonly store: DatabaseName;
  readonly sql: string;
}

/** A rule that takes more than a query. */
export interface Invariant {
  readonly name: string;
  find(stores: Stores): Promise<readonly Violation[]>;
}

export const fromSql = ({ name, store, sql }: SqlInvariant): Invariant => ({
  name,
  find: (stores) => stores[store].query<Violation[]>(sql),
});

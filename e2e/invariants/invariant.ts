/** An invariant that must hold at rest, and its violations. */
import type { DatabaseName, Stores } from './stores.ts';

export interface Violation {
  /** The order's id, or that of another subject: a product, an event. */
  readonly id: string;
  readonly detail?: string;
}

/** A rule that one database can check by itself: its query returns the violating rows, as `id` and `detail`. */
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

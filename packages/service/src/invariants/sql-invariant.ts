/** Invariants as queries of a service's own PostgreSQL: for the invariant monitor, and for `npm run invariants` on all rows. */
import type { DataSource } from 'typeorm';
import type { InvariantCheck, Violation } from './invariant-monitor.ts';

/** The SQL condition that a column is among the orders (or products) to check. */
export type RowFilter = (column: string, of?: 'order' | 'product') => string;

export interface SqlInvariant {
  readonly name: string;
  /** The query that finds rows which violate it, as `id` and `detail`. */
  sql(rowFilter: RowFilter): string;
  /** Reads too much for every run of the monitor. */
  readonly isExpensive?: true;
}

export const allRows: RowFilter = () => 'true';

/** @param changed queries for the ids of rows changed since $1 */
export const sqlInvariantChecks = (
  database: DataSource,
  rules: readonly SqlInvariant[],
  changed: { readonly order?: string; readonly product?: string },
): InvariantCheck[] =>
  rules
    .filter(({ isExpensive }) => !isExpensive)
    .map(({ name, sql }) => ({
      name,
      find({ since, ids }) {
        const statement = sql(
          (column, of = 'order') => `${column} in (${changed[of] ?? ''} union select unnest($2::uuid[]))`,
        );
        return database.query<Violation[]>(statement, statement.includes('$1') ? [since, ids] : []);
      },
    }));

/** Rules that a service's own PostgreSQL can tell of: what the standing watch asks, and `npm run invariants` of everything there is. */
import type { DataSource } from 'typeorm';
import type { InvariantCheck, Violation } from './invariant-monitor.ts';

/** The condition that a column is among the orders (or products) that are looked at. */
export type RowFilter = (column: string, of?: 'order' | 'product') => string;

export interface SqlInvariant {
  readonly name: string;
  /** The query that finds the rows which break it, as `id` and `detail`. */
  sql(rowFilter: RowFilter): string;
  /** It reads too much for every ten minutes. */
  readonly isExpensive?: true;
}

export const allRows: RowFilter = () => 'true';

/** @param changed queries for the ids of what changed since $1 */
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

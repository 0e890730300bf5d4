/** Rules that a service's own PostgreSQL can tell of: what the standing watch asks, and `npm run invariants` of everything there is. */
import type { DataSource } from 'typeorm';
import type { Finding, WatchCheck } from './standing-watch.ts';

/** The condition that a column is among the orders (or products) that are looked at. */
export type Among = (column: string, of?: 'order' | 'product') => string;

export interface SqlInvariant {
  readonly name: string;
  /** The query that finds the rows which break it, as `id` and `detail`. */
  sql(among: Among): string;
  /** It reads too much for every ten minutes. */
  readonly costly?: true;
}

export const everything: Among = () => 'true';

/** @param changed queries for the ids of what changed since $1 */
export const watchSql = (
  database: DataSource,
  rules: readonly SqlInvariant[],
  changed: { readonly order?: string; readonly product?: string },
): WatchCheck[] =>
  rules
    .filter(({ costly }) => !costly)
    .map(({ name, sql }) => ({
      name,
      find({ since, ids }) {
        const statement = sql(
          (column, of = 'order') => `${column} in (${changed[of] ?? ''} union select unnest($2::uuid[]))`,
        );
        return database.query<Finding[]>(statement, statement.includes('$1') ? [since, ids] : []);
      },
    }));

/** The two SQL dialects: PostgreSQL, and the part of MariaDB's that MySQL 8 supports too. */
import type { DataSource, EntityManager } from 'typeorm';

export type Dialect = 'postgres' | 'mysql';

export const dialectOf = ({ options }: DataSource | EntityManager['connection']): Dialect =>
  options.type === 'postgres' ? 'postgres' : 'mysql';

/** The database's time in milliseconds, in UTC as every time that is stored. */
export const sqlNow = (connection: EntityManager['connection']): string =>
  dialectOf(connection) === 'postgres' ? 'current_timestamp(3)' : 'utc_timestamp(3)';

/** `(?,?),(?,?)`. */
export const placeholders = (rows: number, columns: number): string =>
  Array.from({ length: rows }, () => `(${Array.from({ length: columns }, () => '?').join(',')})`).join(',');

/**
 * The delay of `backoff` (contracts/backoff.ts) in SQL, for many rows in one statement. Without jitter: rows are retried by one
 * worker, in batches.
 * @param failures before this one: an expression, as are the other two
 */
export const sqlBackoff = (failures: string, first: string, longest: string): string =>
  `least(${longest}, ${first} * power(2, least(${failures}, 30)))`;

/** Runs a statement that is valid in both dialects, with `?` as placeholders. */
export function query<T>(manager: EntityManager, statement: string, values: readonly unknown[] = []): Promise<T> {
  let n = 0;
  const numbered = () => `$${++n}`;
  const own = dialectOf(manager.connection) === 'postgres' ? statement.replaceAll('?', numbered) : statement;
  return manager.query<T>(own, [...values]);
}

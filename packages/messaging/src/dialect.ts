/** The two SQL dialects: PostgreSQL, and the part of MariaDB's that MySQL 8 supports too. */
import type { DataSource, EntityManager } from 'typeorm';

export type Dialect = 'postgres' | 'mysql';

export const dialectOf = ({ options }: DataSource | EntityManager['connection']): Dialect =>
  options.type === 'postgres' ? 'postgres' : 'mysql';

/** `(?,?),(?,?)`. */
export const placeholders = (rows: number, columns: number): string =>
  Array.from({ length: rows }, () => `(${Array.from({ length: columns }, () => '?').join(',')})`).join(',');

/** Runs a statement that is valid in both dialects, with `?` as placeholders. */
export function query<T>(manager: EntityManager, statement: string, values: readonly unknown[] = []): Promise<T> {
  let n = 0;
  const numbered = () => `$${++n}`;
  const own = dialectOf(manager.connection) === 'postgres' ? statement.replaceAll('?', numbered) : statement;
  return manager.query<T>(own, [...values]);
}

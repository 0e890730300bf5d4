/** The two SQL dialects: PostgreSQL, and MariaDB within what MySQL 8 takes too. */
import type { DataSource, EntityManager } from 'typeorm';

export type Dialect = 'postgres' | 'mysql';

export const dialectOf = ({ options }: DataSource | EntityManager['connection']): Dialect =>
  options.type === 'postgres' ? 'postgres' : 'mysql';

/** `($1,$2),($3,$4)` or `(?,?),(?,?)`. */
export function placeholders(dialect: Dialect, rows: number, columns: number): string {
  const row = (r: number) =>
    `(${Array.from({ length: columns }, (_, c) => (dialect === 'postgres' ? `$${r * columns + c + 1}` : '?')).join(',')})`;
  return Array.from({ length: rows }, (_, r) => row(r)).join(',');
}

/** Runs a statement that both dialects take, its parameters written `?`. */
export function query<T>(manager: EntityManager, statement: string, values: readonly unknown[] = []): Promise<T> {
  let n = 0;
  const numbered = () => `$${++n}`;
  const own = dialectOf(manager.connection) === 'postgres' ? statement.replaceAll('?', numbered) : statement;
  return manager.query<T>(own, [...values]);
}

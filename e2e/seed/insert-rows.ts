/** Inserts many rows into a table of PostgreSQL by one statement. */
import type { EntityManager } from 'typeorm';

export type Row = Readonly<Record<string, unknown>>;

/** @param columns those that are written; other fields of the rows are ignored */
export async function insertRows(
  manager: Pick<EntityManager, 'query'>,
  table: string,
  columns: string,
  rows: readonly Row[],
): Promise<void> {
  await manager.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

/** Binary data as text that PostgreSQL reads. */
export const bytea = (data: Buffer): string => `\\x${data.toString('hex')}`;

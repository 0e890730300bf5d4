/** For tests: ways to tamper with a hash-chained log, as somebody who may write the database. */
import type { HashChainLog } from '@mambogo/messaging/audit/hash-chain-log.ts';
import { dialectOf } from '@mambogo/messaging/dialect.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { DataSource } from 'typeorm';

type Row = Record<string, unknown>;

export interface TamperedLog {
  readonly database: DataSource;
  readonly log: HashChainLog;
  /** Runs statements with constraints and triggers disabled. */
  force(sql: string): Promise<void>;
}

export interface Tampering {
  readonly name: string;
  /** The entries of a chain, in order, as they are afterwards. */
  change(rows: readonly Row[], log: HashChainLog): readonly Row[];
  /** Index of the first link that is broken by it. */
  readonly broken: number;
}

/** Each leaves the hashes as they are. */
export const tamperings: readonly Tampering[] = [
  {
    name: 'changes an entry',
    change: ([first, second, ...rest]) => [first ?? {}, { ...second, at: new Date(0) }, ...rest],
    broken: 1,
  },
  { name: 'deletes an entry', change: ([, ...rest]) => rest, broken: 0 },
  {
    name: 'inserts an entry',
    change: ([first = {}, ...rest], { sequence }) => [
      first,
      { ...first, ...freshIds(first, sequence), [sequence]: Number(first[sequence]) + 1 },
      ...rest.map((row) => ({ ...row, [sequence]: Number(row[sequence]) + 1 })),
    ],
    broken: 1,
  },
  {
    name: 'swaps two entries',
    change: ([first = {}, second = {}, ...rest], { sequence }) => [
      { ...second, [sequence]: first[sequence] },
      { ...first, [sequence]: second[sequence] },
      ...rest,
    ],
    broken: 0,
  },
];

/** Other columns than the sequence that are unique. */
const freshIds = (row: Row, sequence: string): Row =>
  'id' in row && sequence !== 'id' ? { id: typeof row.id === 'number' ? row.id + 1_000 : crypto.randomUUID() } : {};

/** The entries of the log's only chain. */
export async function readRows({ database, log }: TamperedLog): Promise<Row[]> {
  if (dialectOf(database) === 'mysql')
    return database.query(`select * from ${log.table} order by ${log.key}, ${log.sequence}`);
  const rows = await database.query<{ row: Row }[]>(
    `select to_jsonb(t) as row from ${log.table} t order by ${log.key}, ${log.sequence}`,
  );
  return rows.map(({ row }) => row);
}

export async function writeRows(stored: TamperedLog, rows: readonly Row[]): Promise<void> {
  const { database, log } = stored;
  if (dialectOf(database) === 'mysql') return writeMysqlRows(stored, rows);
  await stored.force(
    `delete from ${log.table}; insert into ${log.table} overriding system value
     select * from jsonb_populate_recordset(null::${log.table}, '${JSON.stringify(rows).replaceAll("'", "''")}')`,
  );
}

async function writeMysqlRows({ database, log, force }: TamperedLog, rows: readonly Row[]): Promise<void> {
  await force(`delete from ${log.table}`);
  for (const row of rows) {
    const columns = Object.keys(row);
    await database.query(
      `insert into ${log.table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      Object.entries(row).map(([column, value]) => (column === 'data' ? JSON.stringify(value) : value)),
    );
  }
}

/** Computes every hash again, and stores the last one as the chain's head: nothing inside the database disagrees. */
export async function hashAgain({ database, log, force }: TamperedLog): Promise<void> {
  const { table, key, sequence, head } = log;
  const rows = await database.query<Row[]>(`select * from ${table} order by ${key}, ${sequence}`);
  let hash = '';
  for (const { hash: _, prev_hash: __, ...row } of rows) {
    const prevHash = hash;
    hash = chainHash(prevHash, log.content(row));
    await force(
      `update ${table} set hash = '${hash}', prev_hash = '${prevHash}'
       where ${key} = '${row[key]}' and ${sequence} = ${row[sequence]}`,
    );
  }
  if (head) await force(`update ${head[0]} set last_hash = '${hash}'`);
}

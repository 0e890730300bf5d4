/**
 * The logs are complete: each entry's hash follows from its content and the previous entry, versions have no gaps, and the
 * stored head is the last entry's hash. Computed here from the raw rows, by the rule of packages/service.
 */
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { DataSource } from 'typeorm';
import type { Invariant, Violation } from './invariant.ts';
import type { DatabaseName } from './stores.ts';

interface Entry {
  readonly id: string;
  readonly hash: string;
  readonly prevHash: string;
  /** The hashed content; null for absent fields. */
  readonly content: Readonly<Record<string, unknown>>;
}

interface Log {
  readonly store: DatabaseName;
  readonly table: string;
  /** The column of the aggregate's id, and those that order its entries. */
  readonly key: string;
  readonly order: string;
  /** Where the head is stored: table and id column; undefined: nowhere, so a lost last entry is not noticed. */
  readonly head?: readonly [table: string, id: string];
  content(row: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

export const logs: readonly Log[] = [
  {
    store: 'order',
    table: 'order_event',
    key: 'order_id',
    order: 'version',
    head: ['order_summary', 'id'],
    content: ({ order_id, correlation_id, causation_id, personal, ...row }) => ({
      ...row,
      orderId: order_id,
      correlationId: correlation_id,
      causationId: causation_id,
      personal: Buffer.isBuffer(personal) ? personal.toString('base64') : null,
    }),
  },
  {
    store: 'order',
    table: 'staff_note',
    key: 'customer_id',
    order: 'version',
    content: ({ customer_id, order_id, personal, ...row }) => ({
      ...row,
      customerId: customer_id,
      orderId: order_id,
      personal: Buffer.isBuffer(personal) ? personal.toString('base64') : null,
    }),
  },
  {
    store: 'payment',
    table: 'payment_event',
    key: 'order_id',
    order: 'version',
    head: ['payment', 'order_id'],
    content: ({ id: _, order_id, correlation_id, causation_id, ...row }) =>
      present({ ...row, orderId: order_id, correlationId: correlation_id, causationId: causation_id }),
  },
  {
    store: 'inventory',
    table: 'stock_movement',
    key: 'product_id',
    order: 'id',
    head: ['stock_item', 'product_id'],
    content: ({ id: _, product_id, order_id, correlation_id, causation_id, ...row }) =>
      present({
        ...row,
        productId: product_id,
        orderId: order_id,
        correlationId: correlation_id,
        causationId: causation_id,
      }),
  },
];

export const hashChains: readonly Invariant[] = logs.map((log) => ({
  name: `the log ${log.table} is whole`,
  find: (stores) => findBroken(stores[log.store], log),
}));

async function findBroken(database: DataSource, log: Log): Promise<Violation[]> {
  const heads = log.head && (await readHeads(database, log.head));
  const broken = new Map<string, string>();
  const last = new Map<string, { readonly hash: string; readonly version: number }>();
  for await (const { id, hash, prevHash, content } of entries(database, log)) {
    const before = last.get(id) ?? { hash: '', version: 0 };
    const version = before.version + 1;
    const follows = prevHash === before.hash && hash === chainHash(prevHash, content);
    if (!follows || (typeof content.version === 'number' && content.version !== version))
      if (!broken.has(id)) broken.set(id, `entry ${version} does not follow the previous one`);
    last.set(id, { hash, version });
  }
  if (!heads) return violationsOf(broken);
  for (const id of new Set([...heads.keys(), ...last.keys()]))
    if ((heads.get(id) ?? '') !== (last.get(id)?.hash ?? '') && !broken.has(id))
      broken.set(id, 'its last entry is not the stored head');
  return violationsOf(broken);
}

const violationsOf = (broken: ReadonlyMap<string, string>): Violation[] =>
  [...broken].map(([id, detail]) => ({ id, detail }));

async function readHeads(
  database: DataSource,
  [table, id]: readonly [table: string, id: string],
): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; hash: string }[]>(
    `select ${id} as id, last_hash as hash from ${table}`,
  );
  return new Map(rows.map((row) => [row.id, row.hash]));
}

const pageSize = 5_000;

/** All entries, aggregate by aggregate, read in pages that fit in memory, from one snapshot. */
async function* entries(database: DataSource, { table, key, order, content }: Log): AsyncGenerator<Entry> {
  const runner = database.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(`declare entry cursor for select * from ${table} order by ${key}, ${order}`);
    for (;;) {
      const rows: Record<string, unknown>[] = await runner.query(`fetch ${pageSize} from entry`);
      if (rows.length === 0) return;
      for (const { hash, prev_hash, ...row } of rows)
        yield { id: String(row[key]), hash: String(hash), prevHash: String(prev_hash), content: content(row) };
    }
  } finally {
    await runner.rollbackTransaction().catch(() => undefined);
    await runner.release();
  }
}

/** Fields that were absent when the entry was hashed are null in their columns. */
const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/**
 * Notes of staff about orders and customers: one hash-chained, append-only log per customer. The text is encrypted with the
 * customer's key and unreadable once they are erased; author and time stay readable.
 */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { DataSource, EntityManager } from 'typeorm';

type Db = Pick<DataSource | EntityManager, 'query'>;

/** What a note is about: an order, or without `orderId` the customer. */
export interface Subject {
  readonly customerId: CustomerId;
  readonly orderId?: OrderId;
}

export interface NoteRow {
  readonly id: string;
  readonly orderId: OrderId | null;
  /** Encrypted. */
  readonly personal: Buffer;
  readonly author: string;
  readonly at: Date;
}

/** Newest first. */
export const findNotes = (db: Db, { customerId, orderId }: Subject, limit: number): Promise<NoteRow[]> =>
  db.query<NoteRow[]>(
    `select id, order_id as "orderId", personal, author, at from staff_note
     where customer_id = $1 and ${orderId ? 'order_id = $2' : 'order_id is null and $2::uuid is null'}
     order by version desc limit $3`,
    [customerId, orderId ?? null, limit],
  );

export type OrderNote = Pick<NoteRow, 'id' | 'author' | 'at'> & { readonly orderId: OrderId };

/** Who wrote notes about an order and when, oldest first. */
export const findNotesOfOrder = (db: Db, orderId: OrderId): Promise<OrderNote[]> =>
  db.query<OrderNote[]>(
    'select id, order_id as "orderId", author, at from staff_note where order_id = $1 order by version',
    [orderId],
  );

/** Requires the customer's lock, which makes version numbers sequential. */
export async function appendNote(
  manager: EntityManager,
  { customerId, orderId }: Subject,
  author: string,
  personal: Buffer,
): Promise<NoteRow> {
  const [last] = await manager.query<{ now: Date; version: number | null; hash: string | null; notes: number }[]>(
    `select greatest(now(), max(at)) as now, max(version) as version,
       (array_agg(hash order by version desc))[1] as hash from staff_note where customer_id = $1`,
    [customerId],
  );
  if (!last) throw new Error('an aggregate query returned no row');
  const entry = {
    customerId,
    version: (last.version ?? 0) + 1,
    id: newId(),
    orderId: orderId ?? null,
    personal: personal.toString('base64'),
    author,
    at: last.now,
  };
  const prevHash = last.hash ?? '';
  await manager.query(
    `insert into staff_note (customer_id, version, id, order_id, personal, author, at, hash, prev_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      customerId,
      entry.version,
      entry.id,
      entry.orderId,
      personal,
      author,
      entry.at,
      chainHash(prevHash, entry),
      prevHash,
    ],
  );
  return { ...entry, personal };
}

/** The version of the customer's first note that breaks the chain; undefined if the log is intact. */
export async function firstBrokenNote(db: Db, customerId: CustomerId): Promise<number | undefined> {
  const rows = await db.query<(NoteRow & { customerId: string; version: number; hash: string; prevHash: string })[]>(
    `select customer_id as "customerId", version, id, order_id as "orderId", personal, author, at, hash,
       prev_hash as "prevHash" from staff_note where customer_id = $1 order by version`,
    [customerId],
  );
  let expectedPrevHash = '';
  for (const [i, { hash, prevHash, personal, ...entry }] of rows.entries()) {
    const expected = chainHash(expectedPrevHash, { ...entry, personal: personal.toString('base64') });
    if (entry.version !== i + 1 || prevHash !== expectedPrevHash || hash !== expected) return i + 1;
    expectedPrevHash = hash;
  }
  return undefined;
}

/**
 * Which products changed: rows written in the transaction of each change, from which every instance keeps its index of the
 * catalogue current (indexed-catalogue.ts). Sequence numbers are taken before the commit, so a lower one may appear after a higher.
 */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface CatalogueChange {
  readonly seq: number;
  readonly productId: ProductId;
  /** Whether it is so old that no transaction with a lower number is still open. */
  readonly isSettled: boolean;
}

/** Call in the transaction of the change. */
export async function recordChanges(manager: Db, ids: readonly ProductId[]): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    `insert into catalogue_change (product_id, at) values ${ids.map(() => '(?, utc_timestamp(6))').join(',')}`,
    [...ids],
  );
}

/** Longer than any transaction. */
const settledAfterMinutes = 5;
const keptHours = 24;

/** In order of their numbers. @param after a sequence number */
export async function changesAfter(db: Db, after: number): Promise<CatalogueChange[]> {
  const rows = await db.query<{ seq: number | string; productId: ProductId; isSettled: number | string }[]>(
    `select seq, product_id as productId, at < utc_timestamp(6) - interval ${settledAfterMinutes} minute as isSettled
     from catalogue_change where seq > ? order by seq`,
    [after],
  );
  return rows.map(({ seq, productId, isSettled }) => ({
    seq: Number(seq),
    productId,
    isSettled: Number(isSettled) === 1,
  }));
}

/** The number up to which all changes are settled, and the highest one; 0 without any. */
export async function changePositions(db: Db): Promise<{ settled: number; newest: number }> {
  const [row] = await db.query<{ settled: number | string | null; newest: number | string | null }[]>(
    `select max(seq) as newest, (select max(seq) from catalogue_change
       where at < utc_timestamp(6) - interval ${settledAfterMinutes} minute) as settled from catalogue_change`,
  );
  return { settled: Number(row?.settled ?? 0), newest: Number(row?.newest ?? 0) };
}

/** Removes changes that every instance has long since read; the newest stays, so that numbers never restart. */
export async function purgeChanges(db: Db): Promise<void> {
  const { newest } = await changePositions(db);
  await db.query(
    `delete from catalogue_change where seq < ? and at < utc_timestamp(6) - interval ${keptHours} hour limit 10000`,
    [newest],
  );
}

/** An instance that read nothing for this long builds its index again. */
export const maxChangeAgeMs = (keptHours / 2) * 3_600_000;

/**
 * Anchors of the hash chains of a filled shop, in the files of their services: the services anchor what is new, and these entries
 * have the times of long ago.
 */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { Head } from '@mambogo/messaging/audit/anchor.ts';
import { appendToAnchorFile } from '@mambogo/messaging/audit/write-anchors.ts';
import type { DataSource } from 'typeorm';

export type WriteHeads = (service: ServiceName, table: string, heads: readonly Head[]) => Promise<void>;

/** @param fileOf the anchors' file of a service */
export const headWriter =
  (fileOf: (service: ServiceName) => string): WriteHeads =>
  (service, table, heads) =>
    heads.length === 0
      ? Promise.resolve()
      : appendToAnchorFile(fileOf(service), [{ at: new Date().toISOString(), table, heads: [...heads] }]);

const pageSize = 1_000;

/** The last movement of each product. */
export async function anchorStock(inventory: DataSource, write: WriteHeads): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await inventory.query<{ id: string; sequence: string; hash: string }[]>(
      `select s.product_id as id, m.id as sequence, m.hash
       from (select product_id from stock_item where product_id > $1 order by product_id limit ${pageSize}) s,
         lateral (select id, hash from stock_movement where product_id = s.product_id order by id desc limit 1) m
       order by 1`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    await write(
      'inventory',
      'stock_movement',
      rows.map(({ id, sequence, hash }): Head => [id, Number(sequence), hash]),
    );
    after = last.id;
  }
}

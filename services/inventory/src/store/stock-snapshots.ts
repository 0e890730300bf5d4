/** Snapshots of the stock of every product whose changes the outbox no longer retains; the catalogue shows them. */
import { type DomainEvent, domainEvent } from '@mambogo/contracts/events/event.ts';
import { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { retainedKeys } from '@mambogo/messaging/outbox/republish.ts';
import type { EntityManager } from 'typeorm';
import { availability } from '../domain/stock.ts';

const batchSize = 500;

export async function* stockSnapshots(manager: EntityManager): AsyncGenerator<readonly DomainEvent[]> {
  const retained = await retainedKeys(manager, stockChanged);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await manager.query<
      { productId: ProductId; pieces: number; version: number; expectedOn: string | null }[]
    >(
      `select product_id as "productId", on_hand - reserved as pieces, version,
         expected_on::text as "expectedOn" from stock_item
       where product_id > $1 order by product_id limit $2`,
      [after, batchSize],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.productId;
    const missing = rows.filter(({ productId, version }) => version > 0 && !retained.has(productId));
    if (missing.length > 0)
      yield missing.map(({ productId, pieces, version, expectedOn }) =>
        domainEvent(stockChanged, {
          productId,
          available: pieces,
          availability: availability(pieces),
          version,
          expectedOn,
        }),
      );
  }
}

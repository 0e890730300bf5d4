/** Snapshots of every product whose creation the outbox no longer retains; inventory creates stock rows from them. */
import { type DomainEvent, domainEvent } from '@mambogo/contracts/events/event.ts';
import { productCreated } from '@mambogo/contracts/events/product-events.ts';
import type { ProductId } from '@mambogo/contracts/ids.ts';
import { nameWithOptions } from '@mambogo/contracts/name-with-options.ts';
import { retainedKeys } from '@mambogo/messaging/outbox/republish.ts';
import { type EntityManager, MoreThan } from 'typeorm';
import { ProductEntity } from './entities.ts';

const batchSize = 500;

export async function* productSnapshots(manager: EntityManager): AsyncGenerator<readonly DomainEvent[]> {
  const retained = await retainedKeys(manager, productCreated);
  for (let after: ProductId | undefined; ; ) {
    const rows = await manager.find(ProductEntity, {
      ...(after ? { where: { id: MoreThan(after) } } : {}),
      order: { id: 'ASC' },
      take: batchSize,
    });
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    const missing = rows.filter(({ id }) => !retained.has(id));
    if (missing.length > 0)
      yield missing.map(({ id, sku, name, options, price: amount, currency, status, categoryId, version }) =>
        domainEvent(productCreated, {
          productId: id,
          sku,
          name: nameWithOptions(name, options ?? []),
          price: { amount, currency },
          status,
          categoryId,
          version,
        }),
      );
  }
}

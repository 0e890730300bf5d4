/** When the next delivery of a product is expected, as inventory published it. A version lower than or equal to the stored one is ignored. */
import type { DataOf } from '@mambogo/contracts/events/event.ts';
import type { stockDeliveryExpected } from '@mambogo/contracts/events/inventory-events.ts';
import type { EntityManager } from 'typeorm';
import { recordChanges } from './catalogue-changes.ts';

export async function saveExpectedDelivery(
  manager: EntityManager,
  { productId, expectedOn, version }: DataOf<typeof stockDeliveryExpected>,
): Promise<void> {
  // A product without a stock level is out of stock. Assignments are evaluated from left to right, so the version comes last.
  await manager.query(
    `insert into stock_level (product_id, available, availability, version, expected_on, expected_version)
     values (?, 0, 'out-of-stock', 0, ?, ?)
     on duplicate key update
       expected_on = if(values(expected_version) > expected_version, values(expected_on), expected_on),
       expected_version = greatest(expected_version, values(expected_version))`,
    [productId, expectedOn, version],
  );
  await recordChanges(manager, [productId]);
}

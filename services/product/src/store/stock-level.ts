/**
 * Stores a product's stock level as published by inventory. A version lower than or equal to the stored one is ignored. The quantity
 * is that of the moment when the availability changed: nothing is decided by it (docs/decisions/0074).
 */

import type { DataOf } from '@mambogo/contracts/events/event.ts';
import type { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import type { EntityManager } from 'typeorm';
import { toKnownAvailability } from '../domain/known-availability.ts';
import { recordChanges } from './catalogue-changes.ts';
import { saveExpectedDelivery } from './expected-delivery.ts';

export async function saveStockLevel(
  manager: EntityManager,
  { productId, available, availability, version, expectedOn }: DataOf<typeof stockChanged>,
): Promise<void> {
  // Assignments are evaluated from left to right, so the version comes last.
  await manager.query(
    `insert into stock_level (product_id, available, availability, version) values (?, ?, ?, ?)
     on duplicate key update
       available = if(values(version) > version, values(available), available),
       availability = if(values(version) > version, values(availability), availability),
       version = greatest(version, values(version))`,
    [productId, available, toKnownAvailability(availability, available), version],
  );
  if (expectedOn !== undefined) await saveExpectedDelivery(manager, { productId, expectedOn, version });
  await recordChanges(manager, [productId]);
}

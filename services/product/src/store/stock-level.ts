/** Stores a product's stock level as published by inventory. A version lower than or equal to the stored one is ignored. */

import type { DataOf } from '@mambogo/contracts/events/event.ts';
import type { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import type { EntityManager } from 'typeorm';
import { toKnownAvailability } from '../domain/known-availability.ts';

export async function saveStockLevel(
  manager: EntityManager,
  { productId, available, availability, version }: DataOf<typeof stockChanged>,
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
}

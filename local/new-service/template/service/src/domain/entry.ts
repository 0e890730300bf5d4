/** An entry as its store keeps it and its event announces it. Pure. */
import type { ProductId } from '@mambogo/contracts/ids.ts';
import type { InventoryEntry, InventoryEntryId } from '../../../contracts/inventory.ts';

export interface Entry {
  readonly id: InventoryEntryId;
  readonly productId: ProductId;
  readonly value: number;
  readonly createdAt: Date;
}

export const toInventoryEntry = ({ id, productId, value, createdAt }: Entry): InventoryEntry => ({
  id,
  productId,
  value,
  createdAt: createdAt.toISOString(),
});

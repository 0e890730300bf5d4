/** Entries of the inventory service. */
import type { OperationTexts } from '@mambogo/docs/generators/operations/operation-text.ts';
import { at, ids } from '@mambogo/docs/generators/operations/sample-data.ts';

const entry = { id: '0190a0b0-0000-7000-8000-0000000000e1', productId: ids.product, value: 4, createdAt: at.created };

export const inventory: OperationTexts = {
  listInventoryEntries: {
    description: 'Entries about products, newest first. `next` is the cursor of the next page, while there is one.',
    response: { items: [entry], next: 'MDE5OGM1YTA' },
  },
  addInventoryEntry: {
    description: 'Adds an entry about a product. With the same Idempotency-Key it is added once.',
    request: { productId: ids.product, value: 4 },
    response: entry,
  },
};

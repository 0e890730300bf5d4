/** Rows of the inventory database. */
import { EntitySchema } from 'typeorm';
import type { Entry } from '../domain/entry.ts';

export const EntryEntity = new EntitySchema<Entry>({
  name: 'inventory_entry',
  columns: {
    id: { type: 'uuid', primary: true },
    productId: { name: 'product_id', type: 'uuid' },
    value: { type: 'int' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
  },
});

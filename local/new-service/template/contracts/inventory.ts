/** Schemas and routes of the inventory service. */
import { Id, ProductId } from '@mambogo/contracts/ids.ts';
import { Cursor, cursorQuery } from '@mambogo/contracts/page.ts';
import { route } from '@mambogo/contracts/route.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { z } from 'zod';

export const InventoryEntryId = Id.brand<'InventoryEntryId'>();
export type InventoryEntryId = z.infer<typeof InventoryEntryId>;

export const InventoryEntry = z
  .object({ id: InventoryEntryId, productId: ProductId, value: z.int(), createdAt: Time })
  .meta({ id: 'InventoryEntry' });
export type InventoryEntry = z.infer<typeof InventoryEntry>;

export const listInventoryEntries = route({
  id: 'listInventoryEntries',
  method: 'GET',
  path: '/api/v1/inventory',
  owner: 'inventory',
  summary: 'List the entries, newest first',
  rate: 'products',
  query: z.object(cursorQuery),
  responses: { 200: Cursor(InventoryEntry).meta({ id: 'InventoryEntryPage' }) },
});

export const addInventoryEntry = route({
  id: 'addInventoryEntry',
  method: 'POST',
  path: '/api/v1/inventory',
  owner: 'inventory',
  summary: 'Add an entry about a product',
  scopes: ['order:write'],
  rate: 'default',
  idempotent: true,
  body: z.strictObject({ productId: ProductId, value: z.int().min(1).max(5) }),
  responses: { 201: InventoryEntry },
});

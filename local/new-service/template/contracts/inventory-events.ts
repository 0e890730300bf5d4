/** Events of the inventory service (topic inventory.events; key entryId). */
import { defineEvent } from '@mambogo/contracts/events/event.ts';
import { Id, ProductId } from '@mambogo/contracts/ids.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { z } from 'zod';

export const inventoryEntryAdded = defineEvent({
  version: 1,
  topic: 'inventory.events',
  key: 'entryId',
  name: 'inventory.entry-added',
  summary: 'An entry about a product was added',
  data: z.object({ entryId: Id, productId: ProductId, value: z.int(), createdAt: Time }),
});

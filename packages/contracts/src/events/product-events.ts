/** Events of the catalogue (topic product.events, compacted, key productId): each has the current state of the product. */
import { z } from 'zod';
import { CategoryId, ProductId } from '../ids.ts';
import { Money } from '../money.ts';
import { defineEvent, openEnum } from './event.ts';

const product = { version: 1, topic: 'product.events', key: 'productId' } as const;

const productSnapshot = z.object({
  productId: ProductId,
  sku: z.string(),
  name: z.string(),
  price: Money,
  status: openEnum('active', 'retired'),
  /** Absent in events of earlier releases. */
  categoryId: CategoryId.optional(),
  version: z.int(),
});

export const productCreated = defineEvent({
  ...product,
  name: 'product.created',
  summary: 'A product was created',
  data: productSnapshot,
});

export const productChanged = defineEvent({
  ...product,
  name: 'product.changed',
  summary: 'A product changed; ignore lower versions than one already seen',
  data: productSnapshot,
});

export const productRetired = defineEvent({
  ...product,
  name: 'product.retired',
  summary: 'A product was taken off sale',
  data: productSnapshot,
});

export const productReactivated = defineEvent({
  ...product,
  name: 'product.reactivated',
  summary: 'A retired product is on sale again',
  data: productSnapshot,
});

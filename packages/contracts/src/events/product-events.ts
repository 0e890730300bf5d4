/** What the catalogue tells the world (topic product.events, compacted, key productId): the product as it now is. */
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
  /** Absent from earlier releases. */
  categoryId: CategoryId.optional(),
  version: z.int(),
});

export const productCreated = defineEvent({
  ...product,
  name: 'product.created',
  summary: 'A product is in the catalogue',
  data: productSnapshot,
});

export const productChanged = defineEvent({
  ...product,
  name: 'product.changed',
  summary: 'A product changed; a lower version than one seen is old news',
  data: productSnapshot,
});

export const productRetired = defineEvent({
  ...product,
  name: 'product.retired',
  summary: 'A product is no longer sold',
  data: productSnapshot,
});

export const productReactivated = defineEvent({
  ...product,
  name: 'product.reactivated',
  summary: 'A product that was retired is sold again',
  data: productSnapshot,
});

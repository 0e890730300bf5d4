/** Schemas and routes of stock, for shoppers and merchants. */
import { z } from 'zod';
import { OrderId, ProductId } from '../ids.ts';
import { limits } from '../limits.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { route } from '../route.ts';
import { MultiLineText, SingleLineText } from '../text.ts';
import { Time } from '../time.ts';
import { Availability, ExpectedOn } from './products.ts';

export const StockLevel = z
  .object({ productId: ProductId, available: z.int(), availability: Availability, expectedOn: ExpectedOn.optional() })
  .meta({ id: 'StockLevel' });
export type StockLevel = z.infer<typeof StockLevel>;

export const StockItem = StockLevel.extend({
  onHand: z.int(),
  reserved: z.int(),
  sold: z.int(),
  received: z.int(),
  adjusted: z.int(),
  version: z.int(),
  updatedAt: Time,
}).meta({ id: 'StockItem' });
export type StockItem = z.infer<typeof StockItem>;

export const movementTypes = [
  'received',
  'adjusted',
  'reserved',
  'released',
  'committed',
  'returned',
  'announced',
] as const;

export const StockMovement = z
  .object({
    id: z.string(),
    productId: ProductId,
    type: z.enum(movementTypes),
    quantity: z.int(),
    orderId: OrderId.optional(),
    reference: z.string().optional(),
    reason: z.string().optional(),
    actor: z.string(),
    at: Time,
  })
  .meta({ id: 'StockMovement' });
export type StockMovement = z.infer<typeof StockMovement>;

const productParams = z.object({ productId: ProductId });
const merchant = { owner: 'inventory', scopes: ['stock:manage'], rate: 'merchants' } as const;

export const getStock = route({
  id: 'getStock',
  method: 'GET',
  path: '/api/v1/inventory/{productId}',
  owner: 'inventory',
  summary: 'Get the available quantity of a product',
  rate: 'products',
  params: productParams,
  responses: { 200: StockLevel },
});

export const listStock = route({
  ...merchant,
  id: 'listStock',
  method: 'GET',
  path: '/api/v1/admin/inventory',
  summary: 'List the stock of all products or of one; `low=true` for low stock',
  query: z.object({ low: z.stringbool().optional(), product: ProductId.optional(), ...cursorQuery }),
  responses: { 200: Cursor(StockItem).meta({ id: 'StockPage' }) },
});

export const listMovements = route({
  ...merchant,
  id: 'listMovements',
  method: 'GET',
  path: '/api/v1/admin/inventory/{productId}/movements',
  summary: "List all movements of a product's stock, newest first",
  params: productParams,
  query: z.object(cursorQuery),
  responses: { 200: Cursor(StockMovement).meta({ id: 'MovementPage' }) },
});

export const receiveStock = route({
  ...merchant,
  id: 'receiveStock',
  method: 'POST',
  path: '/api/v1/admin/inventory/{productId}/receive',
  summary: 'Receive goods; 409 if the reference was already used for the product, unless `confirmDuplicate` is set',
  params: productParams,
  body: z.strictObject({
    quantity: z.int().min(1).max(limits.stock.max),
    reference: SingleLineText({ max: limits.text.deliveryReference }).meta({
      description: 'such as the number of the delivery note: accepted once per product',
    }),
    confirmDuplicate: z
      .boolean()
      .optional()
      .meta({ description: 'receive further goods of this product with a reference that was already used' }),
  }),
  staffText: ['reference'],
  idempotent: 'optional',
  responses: { 200: StockItem },
});

export const adjustStock = route({
  ...merchant,
  id: 'adjustStock',
  method: 'POST',
  path: '/api/v1/admin/inventory/{productId}/adjust',
  summary: 'Correct the quantity on hand; 409 if that is less than what is reserved',
  params: productParams,
  body: z.strictObject({
    delta: z
      .int()
      .min(-limits.stock.max)
      .max(limits.stock.max)
      .refine((delta) => delta !== 0, 'must not be 0'),
    reason: MultiLineText({ max: limits.text.reason }),
  }),
  staffText: ['reason'],
  multiLine: ['reason'],
  idempotent: 'optional',
  responses: { 200: StockItem },
});

export const announceDelivery = route({
  ...merchant,
  id: 'announceDelivery',
  method: 'POST',
  path: '/api/v1/admin/inventory/{productId}/announce',
  summary: 'Announce when the next delivery is expected, or withdraw it (null)',
  params: productParams,
  body: z.strictObject({ expectedOn: ExpectedOn.nullable() }),
  idempotent: 'optional',
  responses: { 200: StockItem },
});

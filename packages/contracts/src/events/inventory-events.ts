/** What the inventory service tells the world (topic inventory.events; key orderId, or productId for stock.changed). */
import { z } from 'zod';
import { OrderId, ProductId, RefundId } from '../ids.ts';
import { Time } from '../time.ts';
import { defineEvent, openEnum } from './event.ts';

export const StockLine = z.object({ productId: ProductId, quantity: z.int().min(1) });
export type StockLine = z.infer<typeof StockLine>;

export const Shortage = z.object({ productId: ProductId, requested: z.int(), available: z.int() });
export type Shortage = z.infer<typeof Shortage>;

const stock = { version: 1, topic: 'inventory.events', key: 'orderId' } as const;

export const stockReserved = defineEvent({
  ...stock,
  name: 'stock.reserved',
  summary: 'All lines of the order are set aside',
  data: z.object({ orderId: OrderId, lines: z.array(StockLine).min(1), expiresAt: Time }),
});

export const stockRejected = defineEvent({
  ...stock,
  name: 'stock.rejected',
  summary: 'At least one line is not there; nothing was set aside',
  data: z.object({ orderId: OrderId, shortages: z.array(Shortage) }),
});

export const stockReleased = defineEvent({
  ...stock,
  name: 'stock.released',
  summary: 'What the order held is back in sale (no lines: it held nothing)',
  data: z.object({ orderId: OrderId, lines: z.array(StockLine) }),
});

export const stockCommitted = defineEvent({
  ...stock,
  name: 'stock.committed',
  summary: 'The reserved goods are sold',
  data: z.object({ orderId: OrderId, lines: z.array(StockLine) }),
});

export const stockReturned = defineEvent({
  ...stock,
  name: 'stock.returned',
  summary: 'Sold goods that a refund puts back into sale are there',
  data: z.object({ orderId: OrderId, refundId: RefundId, lines: z.array(StockLine) }),
});

export const stockReservationExpired = defineEvent({
  ...stock,
  name: 'stock.reservation-expired',
  summary: 'Asks the order whether it still wants what is reserved; the stock stays reserved',
  data: z.object({ orderId: OrderId, lines: z.array(StockLine) }),
});

export const stockChanged = defineEvent({
  ...stock,
  name: 'stock.changed',
  key: 'productId',
  summary: 'How much of a product can be bought; a lower version than one seen is old news',
  data: z.object({
    productId: ProductId,
    available: z.int(),
    availability: openEnum('in-stock', 'low-stock', 'out-of-stock'),
    version: z.int(),
  }),
});

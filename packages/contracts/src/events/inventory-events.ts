/** Events of the inventory service (topic inventory.events; key orderId, or productId for stock.changed). */
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
  summary: 'All lines of the order are reserved',
  data: z.object({ orderId: OrderId, lines: z.array(StockLine).min(1), expiresAt: Time }),
});

export const stockRejected = defineEvent({
  ...stock,
  name: 'stock.rejected',
  summary: 'At least one line is out of stock; nothing was reserved',
  data: z.object({ orderId: OrderId, shortages: z.array(Shortage) }),
});

export const stockReleased = defineEvent({
  ...stock,
  name: 'stock.released',
  summary: 'The goods reserved for the order are on sale again (no lines: none were reserved)',
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
  summary: 'Sold goods of a refund were restocked',
  data: z.object({ orderId: OrderId, refundId: RefundId, lines: z.array(StockLine) }),
});

export const stockReservationExpired = defineEvent({
  ...stock,
  name: 'stock.reservation-expired',
  summary: 'Asks the order whether it still needs its reservation; the stock stays reserved',
  data: z.object({ orderId: OrderId, lines: z.array(StockLine) }),
});

export const stockChanged = defineEvent({
  ...stock,
  name: 'stock.changed',
  key: 'productId',
  summary:
    'The availability of a product changed; the quantity is that of this moment, later ones within the same availability are not published. Ignore lower versions than one already seen',
  data: z.object({
    productId: ProductId,
    available: z.int(),
    availability: openEnum('in-stock', 'low-stock', 'out-of-stock'),
    version: z.int(),
    /** The day of the next delivery, null: none was announced; absent in events of earlier releases. */
    expectedOn: z.iso.date().nullable().optional(),
  }),
});

export const stockDeliveryExpected = defineEvent({
  ...stock,
  name: 'stock.delivery-expected',
  key: 'productId',
  summary:
    'The day of the next delivery of a product was announced, or withdrawn (null). Ignore lower versions than one already seen',
  data: z.object({ productId: ProductId, expectedOn: z.iso.date().nullable(), version: z.int() }),
});

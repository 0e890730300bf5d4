/** Event data of an order, for tests. */
import type { DataOf } from '@mambogo/contracts/events/event.ts';
import type { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import type { orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import { CustomerId, newId, newProductId, type OrderId } from '@mambogo/contracts/ids.ts';

export const total = { amount: 4_200, currency: 'USD' };
export const customerId = CustomerId.parse(newId());
const productId = newProductId();

export const placedData = (orderId: OrderId, paymentToken: string, price = total): DataOf<typeof orderPlaced> => ({
  orderId,
  number: 'M-1',
  customerId,
  lines: [{ productId, sku: 'TEA-1', name: 'Tea', unitPrice: price, quantity: 1, lineTotal: price }],
  total: price,
  paymentToken,
  payBefore: new Date(Date.now() + 60_000).toISOString(),
});

export const reservedData = (orderId: OrderId): DataOf<typeof stockReserved> => ({
  orderId,
  lines: [{ productId, quantity: 1 }],
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
});

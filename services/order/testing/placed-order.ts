/** Test fixture: a running order service and, before each test, a customer with a newly placed order. */

import { randomUUID } from 'node:crypto';
import { after, before, beforeEach } from 'node:test';
import { getOrder, listOrders, Order } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import { paymentCaptured, paymentFailed } from '@mambogo/contracts/events/payment-events.ts';
import { CustomerId, newPaymentId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { cartOf, mug, startTestService, type TestService } from './test-service.ts';

const shippingAddress = { name: 'Ada L.', line1: '1 Main St', city: 'Riga', postalCode: 'LV-1010', country: 'LV' };

/** The lines of the order. */
export const lines = [{ productId: mug.productId, quantity: 2 }];

/** Call in a `describe`. In a test, the returned function returns the order of that test. */
export function placedOrder() {
  let store: TestDatabase;
  let service: TestService;
  let customer: CustomerId;
  let order: Order;

  /** Places an order from the current cart. */
  const placeOrder = async (expectedTotal: Money) => {
    const response = await service.request(customer, listOrders.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        cartVersion: service.peers.cart?.version,
        shippingAddress,
        payment: { method: 'card', token: 'tok_ok' },
        expectedTotal,
      }),
    });
    return Order.parse(await response.json());
  };
  const reserve = () =>
    service.deliver(stockReserved, { orderId: order.id, lines, expiresAt: '2099-01-01T00:00:00.000Z' });
  const capture = () =>
    service.deliver(paymentCaptured, {
      orderId: order.id,
      attempt: 1,
      paymentId: newPaymentId(),
      amount: order.total,
      reference: 'ref-1',
    });
  const fail = (retryable: boolean) =>
    service.deliver(paymentFailed, {
      orderId: order.id,
      attempt: 1,
      code: 'card_declined',
      reason: 'the card was declined',
      retryable,
      suggestion: 'Pay with another card.',
    });
  const get = async () =>
    Order.parse(await (await service.request(customer, pathOf(getOrder, { params: { id: order.id } }))).json());
  /** The types of the order's events in the outbox. */
  const emittedEvents = async (): Promise<string[]> =>
    (
      await store.database.query(`select envelope->>'type' as type from outbox where message_key = $1 order by seq`, [
        order.id,
      ])
    ).map(({ type }: { type: string }) => type.replace(/^com\.mambogo\.|\.v1$/g, ''));

  before(async () => {
    store = await createTestDatabase();
    service = await startTestService(store);
  });
  after(async () => {
    await service?.stop();
    await store?.drop();
  });
  beforeEach(async () => {
    customer = CustomerId.parse(randomUUID());
    service.peers.cart = cartOf(randomUUID());
    order = await placeOrder(service.peers.cart.total);
  });

  return () => ({
    store,
    service,
    customer,
    order,
    place: placeOrder,
    reserve,
    capture,
    fail,
    get,
    emittedEvents,
  });
}

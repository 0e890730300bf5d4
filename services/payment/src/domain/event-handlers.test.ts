import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainEvent } from '@mambogo/contracts/events/event.ts';
import { stockReleased, stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import {
  orderCancelled,
  orderPaymentRequested,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import { newOrderId, newPaymentId } from '@mambogo/contracts/ids.ts';
import { refundId } from '../../testing/commands.ts';
import { customerId, placedData, reservedData, total } from '../../testing/order-data.ts';
import { commandForEvent } from './event-handlers.ts';

const orderId = newOrderId();
const ids = { paymentId: newPaymentId(), refundId: refundId() };
const { paymentId } = ids;
const requested = { refundId: refundId(), amount: total, reason: 'a chip' };

for (const [event, command] of [
  [
    domainEvent(orderPlaced, placedData(orderId, 'tok_ok')),
    { type: 'place', customerId, total, token: 'tok_ok', paymentId },
  ],
  [domainEvent(stockReserved, reservedData(orderId)), { type: 'reserve', paymentId }],
  [
    domainEvent(orderPaymentRequested, { orderId, attempt: 2, paymentToken: 'tok_late' }),
    { type: 'request', attempt: 2, token: 'tok_late', paymentId },
  ],
  [
    domainEvent(orderCancelled, { orderId, reason: 'customer', detail: 'changed my mind' }),
    { type: 'cancel', orderId, refundId: ids.refundId },
  ],
  [domainEvent(orderRefundRequested, { orderId, ...requested }), { type: 'refund', ...requested }],
] as const)
  test(`${event.event.name} maps to a command for the payment of its order`, () => {
    assert.deepEqual(commandForEvent(event, ids), { orderId, command });
  });

test('an event that does not concern payments maps to no command', () => {
  assert.equal(commandForEvent(domainEvent(stockReleased, { orderId, lines: [] }), ids), undefined);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { domainEvent, eventType } from '@mambogo/contracts/events/event.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import {
  stockChanged,
  stockCommitted,
  stockRejected,
  stockReleased,
  stockReservationExpired,
  stockReserved,
  stockReturned,
} from '@mambogo/contracts/events/inventory-events.ts';
import { paymentActionRequired, paymentRefunded, paymentVoided } from '@mambogo/contracts/events/payment-events.ts';
import { OrderId, PaymentId } from '@mambogo/contracts/ids.ts';
import { mugs, refundIds, reserved } from '../../testing/test-order.ts';
import { commandForEvent, eventHandlers } from './event-handlers.ts';

const orderId = OrderId.parse('0190a000-0000-7000-8000-0000000000dd');

describe('the event handlers of an order', () => {
  it('cover every order event of inventory and payment', () => {
    const ofOrders = events.filter(
      ({ topic, key }) => ['inventory.events', 'payment.events'].includes(topic) && key === 'orderId',
    );
    assert.deepEqual(eventHandlers.map(({ event }) => eventType(event)).sort(), ofOrders.map(eventType).sort());
  });

  it('map an event to a command with only the fields it needs', () => {
    assert.ok(reserved.type === 'stock-reserved');
    assert.deepEqual(
      commandForEvent(
        domainEvent(stockReserved, { orderId, lines: [...reserved.data.lines], expiresAt: reserved.data.expiresAt }),
      ),
      { orderId, command: reserved },
    );
    const amount = { amount: 500, currency: 'USD' };
    const paymentId = PaymentId.parse('0190a000-0000-7000-8000-0000000000bb');
    const refund = { refundId: refundIds[0], amount, reason: 'a chip' };
    assert.deepEqual(
      commandForEvent(domainEvent(paymentRefunded, { orderId, paymentId, refundedTotal: amount, ...refund })),
      { orderId, command: { type: 'payment-refunded', data: { ...refund, paymentId } } },
    );
  });

  it('map each event to its command', () => {
    const lines = [{ productId: mugs.productId, quantity: 2 }];
    const attempt = { orderId, attempt: 1 };
    for (const [event, data, type] of [
      [stockRejected, { orderId, shortages: [] }, 'stock-rejected'],
      [stockReleased, { orderId, lines }, 'stock-released'],
      [stockCommitted, { orderId, lines }, 'stock-committed'],
      [stockReturned, { orderId, refundId: refundIds[0], lines }, 'stock-returned'],
      [stockReservationExpired, { orderId, lines }, 'reservation-expired'],
      [paymentActionRequired, { ...attempt, url: 'https://bank.example/' }, 'payment-action-required'],
      [paymentVoided, { orderId }, 'payment-voided'],
    ] as const) {
      const { orderId: _, ...rest } = { ...data };
      assert.deepEqual(commandForEvent({ event, data }), { orderId, command: { type, data: rest } });
    }
  });

  it('ignore an event that concerns no order', () => {
    const data = { productId: mugs.productId, available: 1, availability: 'low-stock', version: 1 };
    assert.equal(commandForEvent(domainEvent(stockChanged, data)), undefined);
  });
});

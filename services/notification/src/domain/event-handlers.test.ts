import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { paymentActionRequired, paymentFailed } from '@mambogo/contracts/events/payment-events.ts';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import { factOf, type MessageOnEvent, messagesOnEvents } from './event-handlers.ts';

const orderId = newOrderId();
const messageOf = (event: MessageOnEvent['event'], data: unknown) =>
  messagesOnEvents.find((one) => eventType(one.event) === eventType(event))?.toMessage(data as never) ?? assert.fail();

test('a challenge and a decline of the same attempt are one fact, another attempt is another', () => {
  const challenge = messageOf(paymentActionRequired, { orderId, url: 'https://bank.example' });
  const decline = messageOf(paymentFailed, { orderId, attempt: 1 });
  assert.equal(factOf(challenge), factOf(decline));
  assert.notEqual(factOf(messageOf(paymentFailed, { orderId, attempt: 2 })), factOf(decline));
});

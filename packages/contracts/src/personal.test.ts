import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Address } from './api/address.ts';
import { timelineEntry } from './api/internal-timeline.ts';
import { defineEvent, domainEvent } from './events/event.ts';
import { orderShipped } from './events/order-events.ts';
import { newOrderId, OrderId } from './ids.ts';
import { asPersonal, type Personal, type WithoutPersonal } from './personal.ts';

const Contact = z.object({
  id: z.string(),
  email: asPersonal(z.string().max(254)).optional(),
  notes: z.array(z.object({ text: asPersonal(z.string()).meta({ description: 'free text' }) })),
});
type Contact = z.infer<typeof Contact>;

const sink = <T>(value: WithoutPersonal<T> & T): T => value;
const contact: Contact = Contact.parse({ id: '1', email: 'robin@example.com', notes: [{ text: 'left at the door' }] });

test('is the plain value at run time, and takes plain values', () => {
  assert.deepEqual(contact, { id: '1', email: 'robin@example.com', notes: [{ text: 'left at the door' }] });
  const plain: Personal<string> = 'Robin Example';
  const text: string = plain;
  assert.equal(text, 'Robin Example');
  assert.equal(asPersonal(z.string()).safeParse(1).success, false);
});

test('is recognized at every depth', () => {
  sink({ id: contact.id, at: new Date(), error: new Error('no'), counts: [1, 2], any: undefined as unknown });
  // @ts-expect-error: an e-mail address
  sink({ email: contact.email });
  // @ts-expect-error: free text
  sink({ entries: [{ data: { detail: contact.notes[0]?.text } }] });
  // @ts-expect-error: all of it
  sink({ contact });
  // @ts-expect-error: the value itself
  sink(contact.email);
  sink({ length: contact.email?.length, known: contact.email !== undefined });
});

const address: Address = { name: 'Robin Example', line1: '1 Harbour Street', country: 'US' };
const event = { name: 'order.noted', version: 1, topic: 'order.events', key: 'orderId', summary: 'a note' } as const;

test('is rejected in the schema of an event, and in the data of one', () => {
  defineEvent({ ...event, data: z.object({ orderId: OrderId, code: z.string() }) });
  // @ts-expect-error: the schema of free text
  defineEvent({ ...event, data: z.object({ orderId: OrderId, note: asPersonal(z.string()) }) });

  const orderId = newOrderId();
  const shipped = { orderId, carrier: 'Post', trackingNumber: '1' };
  assert.equal(domainEvent(orderShipped, shipped).data, shipped);
  // @ts-expect-error: a name in a field that takes text
  domainEvent(orderShipped, { ...shipped, carrier: address.name });
  // @ts-expect-error: a field that the event does not have
  domainEvent(orderShipped, { orderId, carrier: 'Post', trackingNumber: '1', weight: 2 });
});

test('is rejected in an entry of a timeline', () => {
  const entry = {
    at: '2026-01-31T12:00:00.000Z',
    service: 'order',
    type: 'order.noted',
    actor: 'you',
    correlationId: '1',
  };
  assert.deepEqual(timelineEntry({ ...entry, data: { items: 2 } }).data, { items: 2 });
  // @ts-expect-error: an address
  timelineEntry({ ...entry, data: { to: address } });
  // @ts-expect-error: free text
  timelineEntry({ ...entry, data: { detail: contact.notes[0]?.text } });
});

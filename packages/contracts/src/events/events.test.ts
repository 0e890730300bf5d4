import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { newId } from '../ids.ts';
import { Envelope, type EventDefinition, eventType, topics } from './event.ts';
import { events, eventsByType } from './events.ts';
import { stockChanged, stockReserved } from './inventory-events.ts';
import { orderCancelled, orderPlaced } from './order-events.ts';

const isEvent = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'topic' in value && 'data' in value;

test('lists every defined event under its type', async () => {
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('-events.ts'))) {
    const exported: unknown[] = Object.values(await import(`./${file}`));
    for (const event of exported.filter(isEvent))
      assert.equal(eventsByType.get(eventType(event)), event, `${event.name} of ${file} is missing`);
  }
  assert.equal(eventsByType.size, events.length);
});

test('every event has a known topic, and a key that is in its data', () => {
  for (const { name, topic, key, data } of events) {
    assert.ok(topics.includes(topic), name);
    assert.ok(data.shape[key] instanceof z.ZodUUID, `${name} has no key ${key}`);
  }
});

test('every topic has events, and all schemas convert to JSON Schema', () => {
  for (const topic of topics) assert.ok(events.some((event) => event.topic === topic));
  for (const { data } of events) assert.equal(z.toJSONSchema(data).type, 'object');
});

const lines = [{ productId: newId(), quantity: 2 }];
const reserved = { orderId: newId(), lines, expiresAt: '2026-01-31T12:00:00.000Z' };

test('rejects unknown, missing and invalid fields when publishing', () => {
  const strict = stockReserved.data.strict();
  assert.ok(strict.safeParse(reserved).success);
  const { expiresAt: _, ...missing } = reserved;
  for (const bad of [{ ...reserved, note: 'x' }, missing, { ...reserved, lines: [{ productId: 'x', quantity: 2 }] }])
    assert.equal(strict.safeParse(bad).success, false);
});

test('accepts additional fields and values when consuming, but no missing fields or other types', () => {
  const grown = {
    ...reserved,
    note: 'x',
    lines: [{ productId: lines[0]?.productId, quantity: 2, warehouse: 'north' }],
  };
  assert.deepEqual(stockReserved.data.parse(grown), reserved);
  const changed = { productId: newId(), available: 3, availability: 'pre-order', version: 7 };
  assert.deepEqual(stockChanged.data.parse(changed), changed);
  assert.equal(stockChanged.data.safeParse({ ...changed, available: '3' }).success, false);
  const cancelled = { orderId: newId(), reason: 'fraud', detail: '' };
  assert.ok(orderCancelled.data.safeParse(cancelled).success);
  assert.equal(orderCancelled.data.safeParse({ orderId: cancelled.orderId, detail: '' }).success, false);
});

test('no event has a field for personal names, addresses or cards', () => {
  const banned = /address|email|phone|card|line1|postal|password/i;
  for (const { name, data } of events)
    assert.deepEqual(
      Object.keys(data.shape).filter((field) => banned.test(field)),
      [],
      name,
    );
  assert.ok(!('shippingAddress' in orderPlaced.data.shape));
});

test('an envelope is a CloudEvent 1.0 with a correlation id; unknown extensions are dropped', () => {
  const envelope = {
    specversion: '1.0',
    id: newId(),
    source: 'shop-inventory',
    type: eventType(stockReserved),
    subject: reserved.orderId,
    time: '2026-01-31T12:00:00.000Z',
    datacontenttype: 'application/json',
    correlationid: reserved.orderId,
    data: reserved,
  };
  assert.deepEqual(Envelope.parse({ ...envelope, pubsubname: 'shop-events' }), envelope);
  for (const field of ['id', 'type', 'subject', 'data', 'correlationid'])
    assert.equal(Envelope.safeParse({ ...envelope, [field]: undefined }).success, false, field);
  assert.equal(Envelope.safeParse({ ...envelope, specversion: '0.3' }).success, false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InstanceFacts } from '@mambogo/contracts/api/internal-instance.ts';
import { createMeter } from '@mambogo/metrics/meter.ts';
import { readInstanceFacts } from './instance-facts.ts';

test('reports what the meter has: backlogs, breakers, events and dead letters', async () => {
  const meter = createMeter();
  const parked = { id: 'one', topic: 'order.events', type: 'order.placed', bytes: 2 ** 21, ageSeconds: 60 };
  meter.read('mambogo_outbox_rows', () => 4);
  meter.read('mambogo_outbox_oldest_seconds', () => 1.5);
  meter.read('mambogo_dead_letters', () => [
    [{ kind: 'poison' }, 2],
    [{ kind: 'transient' }, 1],
  ]);
  meter.read('mambogo_orders_stuck', () => [[{ reason: 'stock' }, 3]]);
  meter.read('mambogo_gateway_breaker_state', () => [
    [{ peer: 'order', state: 'closed' }, 0],
    [{ peer: 'order', state: 'open' }, 1],
  ]);
  meter.read('mambogo_payment_provider_breaker_state', () => [[{ state: 'closed' }, 1]]);
  meter.count('mambogo_inbox_events_total', { topic: 'order.events', outcome: 'handled' }, 5);
  meter.count('mambogo_inbox_events_total', { topic: 'order.events', outcome: 'failed' });
  meter.observe('mambogo_inbox_delay_seconds', { topic: 'order.events' }, 0.25);
  meter.count('mambogo_events_emitted_total', { type: 'order.placed' }, 2);
  meter.count('mambogo_gateway_requests_total', { route: 'x', status: '200' }, 9);
  meter.count('mambogo_gateway_requests_total', { route: 'x', status: '503' });
  const facts = InstanceFacts.parse(
    await readInstanceFacts({
      meter,
      problems: () => [undefined, 'the store is slow'],
      parkedEvents: async () => [parked],
    }),
  );
  assert.deepEqual(facts.outbox, { rows: 4, oldestSeconds: 1.5 });
  assert.deepEqual(facts.parked, [parked]);
  assert.deepEqual(facts.deadLetters, { poison: 2, transient: 1 });
  assert.deepEqual(facts.stuckOrders, { stock: 3 });
  assert.deepEqual(facts.breakers, [
    { peer: 'order', state: 'open' },
    { peer: 'payment provider', state: 'closed' },
  ]);
  assert.deepEqual(facts.inbox, [{ topic: 'order.events', handled: 5, failed: 1, delaySeconds: 0.25 }]);
  assert.deepEqual(facts.emitted, { 'order.placed': 2 });
  assert.deepEqual(facts.requests, { total: 10, failed: 1 });
  assert.deepEqual(facts.problems, ['the store is slow']);
  assert.ok(facts.memoryBytes > 0 && facts.cpuSeconds > 0);
});

test('leaves out what a service does not have, and what its store does not tell in time', async () => {
  const meter = createMeter();
  meter.read('mambogo_outbox_rows', () => new Promise(() => undefined));
  const began = performance.now();
  const parkedEvents = () => Promise.reject(new Error('the store is down'));
  const facts = await readInstanceFacts({ meter, problems: () => [], parkedEvents });
  assert.ok(performance.now() - began < 900, 'within the time the gateway waits');
  assert.equal(facts.outbox, undefined);
  assert.equal(facts.parked, undefined);
  assert.equal(facts.deadLetters, undefined);
  assert.equal(facts.requests, undefined);
  assert.deepEqual(facts.problems, []);
});

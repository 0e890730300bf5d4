import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import type { JudgedService } from '../services/service-state.ts';
import { causeOf } from './cause-of.ts';

const id = newOrderId();
const waiting = { id, waitsFor: 'inventory', unpublished: 0 };
const inventory = (more: Partial<JudgedService> = {}): JudgedService => ({
  service: 'inventory',
  appId: 'shop-inventory',
  addresses: [],
  instances: [],
  silent: 0,
  state: 'ok',
  breaker: undefined,
  problems: [],
  ...more,
});
const letter: DeadLetter = {
  service: 'inventory',
  id: 'one',
  subject: id,
  kind: 'poison',
  error: 'unknown version',
  status: 'waiting',
  tries: 0,
  filedAt: '2026-11-29T10:00:00.000Z',
};

test('names the first cause that holds: dead letter, service down, unpublished events, backlog, a degraded service', () => {
  const down = inventory({ state: 'down', error: 'refused' });
  assert.deepEqual(causeOf(waiting, [down], [{ ...letter, subject: newOrderId() }, letter]), {
    kind: 'dead-letter',
    letter,
  });
  assert.deepEqual(causeOf({ ...waiting, unpublished: 2 }, [down], []), {
    kind: 'down',
    service: 'inventory',
    error: 'refused',
  });
  assert.deepEqual(causeOf({ ...waiting, unpublished: 2 }, [inventory()], []), { kind: 'unpublished', count: 2 });
  const instance = {
    instance: 'a',
    version: '1.0.0',
    startedAt: '2026-11-29T10:00:00.000Z',
    answeredAt: '2026-11-29T10:00:00.000Z',
    problems: [],
    cpuSeconds: 1,
    memoryBytes: 1,
    breakers: [],
    inbox: [],
    emitted: {},
    outbox: { rows: 3, oldestSeconds: 90 },
  };
  assert.deepEqual(causeOf(waiting, [inventory({ instances: [instance] })], []), {
    kind: 'backlog',
    service: 'inventory',
    seconds: 90,
  });
  assert.deepEqual(causeOf(waiting, [inventory({ state: 'degraded', problems: ['violated: x'] })], []), {
    kind: 'degraded',
    service: 'inventory',
    problems: ['violated: x'],
  });
  assert.deepEqual(causeOf(waiting, [inventory()], []), { kind: 'unknown', service: 'inventory' });
});

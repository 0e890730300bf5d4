import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperatedService, ReportedInstance } from '@mambogo/contracts/api/operations.ts';
import { judgeServices } from './service-state.ts';

const instance = (more: Partial<ReportedInstance> = {}): ReportedInstance => ({
  instance: 'one',
  version: '1.0.0',
  startedAt: '2026-11-29T10:00:00.000Z',
  answeredAt: '2026-11-29T10:00:00.000Z',
  problems: [],
  cpuSeconds: 1,
  memoryBytes: 1,
  breakers: [],
  inbox: [],
  emitted: {},
  ...more,
});
const service = (name: string, more: Partial<OperatedService> = {}): OperatedService => ({
  service: name,
  appId: `shop-${name}`,
  addresses: ['127.0.0.1:1'],
  instances: [instance()],
  silent: 0,
  ...more,
});

test('judges services by their answers, their problems and circuit breakers', () => {
  const judged = judgeServices({
    at: '2026-11-29T10:00:00.000Z',
    registry: { kind: 'dns' },
    links: {},
    services: [
      service('gateway', { instances: [instance({ breakers: [{ peer: 'cart', state: 'open' }] })] }),
      service('order'),
      service('cart'),
      service('product', { instances: [], silent: 1 }),
      service('inventory', { addresses: ['a', 'b'], silent: 1 }),
      service('identity', { instances: [instance({ problems: ['violated: x'] })] }),
      service('payment', { instances: [instance({ breakers: [{ peer: 'payment provider', state: 'half-open' }] })] }),
    ],
  });
  assert.deepEqual(Object.fromEntries(judged.map((one) => [one.service, one.state])), {
    gateway: 'ok',
    order: 'ok',
    cart: 'degraded',
    product: 'down',
    inventory: 'partly',
    identity: 'degraded',
    payment: 'degraded',
  });
  assert.deepEqual(judged.find((one) => one.service === 'payment')?.problems, ['payment provider: half-open']);
});

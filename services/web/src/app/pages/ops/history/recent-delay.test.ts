import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationsReport, ReportedInstance } from '@mambogo/contracts/api/operations.ts';
import { recentDelayMs } from './recent-delay.ts';

const instance = (handled: number, delaySeconds: number, startedAt = '2026-11-29T10:00:00.000Z'): ReportedInstance => ({
  instance: 'order-1',
  version: '1.0.0',
  startedAt,
  answeredAt: '2026-11-29T11:00:00.000Z',
  problems: [],
  cpuSeconds: 1,
  memoryBytes: 1,
  breakers: [],
  inbox: [{ topic: 'payment.events', handled, failed: 0, delaySeconds }],
  emitted: {},
});
const report = (minute: number, ...instances: readonly ReportedInstance[]): OperationsReport => ({
  at: new Date(Date.UTC(2026, 10, 29, 11, minute)).toISOString(),
  registry: { kind: 'sqlite' },
  links: {},
  services: [{ service: 'order', appId: '', addresses: [], silent: 0, instances: [...instances] }],
});

test('is the mean since the first report, whatever happened before it', () => {
  const now = instance(110, 501);
  assert.equal(
    recentDelayMs(now, [report(0, instance(100, 500)), report(1, instance(105, 500.5)), report(2, now)]),
    100,
  );
});

test('is not known without an earlier report, and none where nothing was handled', () => {
  const now = instance(100, 500);
  assert.equal(recentDelayMs(now, []), null);
  assert.equal(recentDelayMs(now, [report(0, now)]), null);
  assert.equal(recentDelayMs(now, [report(0)]), null, 'it did not answer then');
});

test('of an instance that started meanwhile counts from its start', () => {
  const now = instance(10, 1, '2026-11-29T11:01:00.000Z');
  assert.equal(recentDelayMs(now, [report(0, instance(900, 9_000)), report(2, now)]), 100);
});

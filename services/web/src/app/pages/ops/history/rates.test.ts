import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OperationsReport, ReportedInstance } from '@mambogo/contracts/api/operations.ts';
import { sampleOf } from './rates.ts';

const instance = (name: string, more: Partial<ReportedInstance> = {}): ReportedInstance => ({
  instance: name,
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
const report = (seconds: number, ...instances: readonly ReportedInstance[]): OperationsReport => ({
  at: new Date(Date.UTC(2026, 10, 29, 11, 0, seconds)).toISOString(),
  registry: { kind: 'sqlite' },
  links: {},
  services: instances.map((one) => ({ service: one.instance, appId: '', addresses: [], silent: 0, instances: [one] })),
});
const topic = (handled: number, delaySeconds: number) => ({ topic: 'order.events', handled, failed: 0, delaySeconds });

test('counts what grew between two reports, per instance', () => {
  const before = report(
    0,
    instance('gateway', { requests: { total: 100, failed: 1 } }),
    instance('order', {
      emitted: { 'order.confirmed': 10 },
      inbox: [topic(20, 4)],
      outbox: { rows: 3, oldestSeconds: 1 },
    }),
  );
  const after = report(
    10,
    instance('gateway', { requests: { total: 150, failed: 2 } }),
    instance('order', {
      emitted: { 'order.confirmed': 15 },
      inbox: [topic(30, 5)],
      outbox: { rows: 7, oldestSeconds: 1 },
    }),
    instance('new', { emitted: { 'order.confirmed': 500 } }),
  );
  assert.deepEqual(sampleOf(after, before), {
    at: Date.parse(after.at),
    confirmed: 30,
    requests: 5,
    failed: 0.1,
    waiting: 7,
    delayMs: 100,
  });
});

test('knows no rates from one report, and none of an instance that was restarted', () => {
  const order = instance('order', { emitted: { 'order.confirmed': 10 } });
  assert.equal(sampleOf(report(0, order), undefined).confirmed, null);
  const restarted = { ...order, startedAt: '2026-11-29T10:59:00.000Z', emitted: { 'order.confirmed': 12 } };
  const sample = sampleOf(report(5, restarted), report(0, order));
  assert.equal(sample.confirmed, 0);
  assert.equal(sample.delayMs, null);
});

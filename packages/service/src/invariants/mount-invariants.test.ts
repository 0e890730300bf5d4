import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMeter } from '@mambogo/metrics/meter.ts';
import type { FoundViolations } from './invariant-monitor.ts';
import { readInvariantMetrics } from './mount-invariants.ts';

test('exposes violations and the time of the last run as metrics', async () => {
  const state: { report: FoundViolations } = { report: { violations: [] } };
  const counts = new Map([
    ['it adds up', 0],
    ['nothing waits', 0],
  ]);
  const meter = createMeter();
  readInvariantMetrics(meter, 'order', {
    report: () => state.report,
    counts: () => counts,
    degradedReason: () => undefined,
    start: () => undefined,
    stop: async () => undefined,
  });
  const metric = async (name: string) => {
    return new RegExp(`^${name} (\\S+)$`, 'm').exec(await meter.render())?.[1];
  };
  const broken = (rule: string) => metric(`mambogo_invariant_violations\\{service="order",invariant="${rule}"\\}`);
  assert.deepEqual([await broken('it adds up'), await broken('nothing waits')], ['0', '0']);
  assert.equal(await metric('mambogo_invariants_checked_timestamp_seconds'), '0');
  const violations = [{ invariant: 'it adds up', id: 'order-1', detail: '3 of 4' }];
  state.report = { checkedAt: '2026-01-31T12:00:00.000Z', violations };
  counts.set('it adds up', 1);
  assert.deepEqual([await broken('it adds up'), await broken('nothing waits')], ['1', '0']);
  assert.equal(await metric('mambogo_invariants_checked_timestamp_seconds'), '1769860800');
});

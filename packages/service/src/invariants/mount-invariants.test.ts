import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '@mambogo/testing/serve.ts';
import express from 'express';
import type { FoundViolations } from './invariant-monitor.ts';
import { mountInvariantMetrics } from './mount-invariants.ts';

test('exposes violations and the time of the last run as metrics', async (t) => {
  const state: { report: FoundViolations } = { report: { violations: [] } };
  const counts = new Map([
    ['it adds up', 0],
    ['nothing waits', 0],
  ]);
  const app = express();
  mountInvariantMetrics(app, 'order', {
    report: () => state.report,
    counts: () => counts,
    degradedReason: () => undefined,
    start: () => undefined,
    stop: async () => undefined,
  });
  const fetch = await serve(t, app);
  const metric = async (name: string) => {
    const text = await (await fetch('/metrics')).text();
    return new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { createLogger } from '../telemetry/logger.ts';
import { type CheckScope, createInvariantMonitor, type Violation } from './invariant-monitor.ts';

function watching(t: { after(clean: () => Promise<void>): void }) {
  const scopes: CheckScope[] = [];
  const state: { findings: readonly Violation[]; error?: Error } = { findings: [] };
  const rule = {
    name: 'it adds up',
    async find(scope: CheckScope) {
      scopes.push(scope);
      if (state.error) throw state.error;
      return state.findings;
    },
  };
  const watch = createInvariantMonitor({ checks: [rule], logger: createLogger('test', 'silent'), seconds: 0.05 });
  watch.start();
  t.after(() => watch.stop());
  const looked = async () => {
    const before = scopes.length;
    await until('it ran again', async () => scopes.length > before + 1);
  };
  return { watch, scopes, state, looked };
}

test('reports a violation until it is resolved, and checks it again though it has not changed', async (t) => {
  const { watch, scopes, state, looked } = watching(t);
  await looked();
  assert.equal(watch.degradedReason(), undefined);
  assert.ok(watch.report().checkedAt);
  state.findings = [{ id: 'order-1', detail: '3 of 4' }];
  await looked();
  assert.equal(watch.degradedReason(), 'violated: it adds up (1)');
  assert.deepEqual(watch.report().violations, [{ invariant: 'it adds up', id: 'order-1', detail: '3 of 4' }]);
  await looked();
  assert.deepEqual(scopes.at(-1)?.ids, ['order-1']);
  state.findings = [];
  await looked();
  assert.equal(watch.degradedReason(), undefined);
});

test('checks a week at first, then only changes; repeats what could not be checked', async (t) => {
  const { watch, scopes, state, looked } = watching(t);
  state.error = new Error('the store is unavailable');
  await looked();
  assert.equal(watch.report().checkedAt, undefined);
  const week = 7 * 86_400_000;
  assert.ok(Math.abs(Date.now() - (scopes.at(-1)?.since.getTime() ?? 0) - week) < 60_000);
  state.error = undefined;
  await looked();
  await looked();
  assert.ok(Date.now() - (scopes.at(-1)?.since.getTime() ?? 0) < 120_000);
});

test('reports violations of a check that runs every minute before the next run is due', async (t) => {
  let findings: Violation[] = [];
  const prompt = { name: 'no source was rolled back', checkEveryMinute: true, find: async () => findings } as const;
  const other = { name: 'it adds up', find: async () => [{ id: 'order-1', detail: '3 of 4' }] };
  const watch = createInvariantMonitor({
    checks: [prompt, other],
    logger: createLogger('test', 'silent'),
    seconds: 3_600,
    secondsWhenViolated: 0.05,
  });
  watch.start();
  t.after(() => watch.stop());
  assert.equal(watch.degradedReason(), undefined);
  findings = [{ id: 'shop-order', detail: 'event 5 came after event 9' }];
  await until('it is known', async () => watch.report().violations.length === 2);
});

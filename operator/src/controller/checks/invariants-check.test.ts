import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { startMetricsPod } from '../../../testing/metrics-pods.ts';
import { fetchInvariantReport, type InvariantReport, parseInvariantReport } from './fetch-invariant-report.ts';
import { createInvariantsCheck, invariantsCondition } from './invariants-check.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const minute = 60_000;
const healthyReport: InvariantReport = { checkedAt: now - minute, broken: [] };
const messageFor = (but: Readonly<Record<string, InvariantReport | undefined>> = {}) =>
  invariantsCondition(new Map(consumers.map((name) => [name, name in but ? but[name] : healthyReport])), now);
const shortAge = (but: Parameters<typeof messageFor>[0]) => `${messageFor(but).status} ${messageFor(but).reason}`;

test('is True once every service has checked its rules, and Unknown before or without a response', () => {
  assert.equal(shortAge({}), 'True AllHold');
  assert.equal(shortAge({ cart: { broken: [] } }), 'Unknown NotCheckedYet');
  assert.equal(shortAge({ cart: undefined }), 'Unknown NoAnswer');
  assert.match(messageFor({ cart: undefined, order: undefined }).message, /^cart, order did not respond/);
  assert.equal(shortAge({ order: { ...healthyReport, checkedAt: now - 30 * minute } }), 'True AllHold');
  assert.equal(shortAge({ order: { ...healthyReport, checkedAt: now - 60 * minute } }), 'Unknown NotCheckedLately');
});

test('is False for any violated rule, and names service and rule', () => {
  const broken: InvariantReport = { ...healthyReport, broken: [{ invariant: 'it adds up', count: 3 }] };
  assert.equal(shortAge({ payment: broken, cart: undefined }), 'False InvariantViolated');
  assert.match(messageFor({ payment: broken }).message, /^violated: payment: it adds up \(3\)\./);
  const many = {
    ...healthyReport,
    broken: Array.from({ length: 30 }, (_, n) => ({ invariant: `rule ${n}`, count: 1 })),
  };
  assert.match(messageFor({ order: many }).message, /order: rule 19 \(1\); and 10 more\./);
});

test('parses metrics of this and the previous release only', () => {
  const text = (...lines: string[]) => parseInvariantReport(`# HELP x\n${lines.join('\n')}\n`);
  const checked = 'mambogo_invariants_checked_timestamp_seconds 1769860800';
  assert.deepEqual(text(checked, 'mambogo_invariant_violations{service="order",invariant="a (b) {c}"} 2'), {
    checkedAt: 1_769_860_800_000,
    broken: [{ invariant: 'a (b) {c}', count: 2 }],
  });
  assert.deepEqual(text(checked, 'mambogo_invariant_violations 2')?.broken, [
    { invariant: 'consistency of its data', count: 2 },
  ]);
  assert.deepEqual(text('mambogo_invariants_checked_timestamp_seconds 0'), { broken: [] });
  assert.equal(text('gateway_requests_total 5'), undefined);
});

test('queries pods in turn until one has checked its rules', async (t) => {
  const [fresh, checked] = [await startMetricsPod(t), await startMetricsPod(t)];
  fresh.checkedAt = 0;
  checked.broken = { 'it adds up': 1 };
  assert.equal(await fetchInvariantReport([]), undefined);
  assert.deepEqual(await fetchInvariantReport([fresh.address]), { broken: [] });
  const report = await fetchInvariantReport(['127.255.255.253', fresh.address, checked.address]);
  assert.deepEqual(report?.broken, [{ invariant: 'it adds up', count: 1 }]);
  assert.ok(report?.checkedAt);
});

test('queries only a shop that is served, sooner while not True, and keeps the last result meanwhile', async () => {
  let time = 0;
  let asked = 0;
  let report: InvariantReport = { checkedAt: 0, broken: [] };
  const ask = async () => {
    asked += 1;
    return report;
  };
  const watch = createInvariantsCheck({ ask, now: () => time });
  const before = { type: 'InvariantsHold', status: 'True', reason: 'AllHold', message: 'before' } as const;
  const statusCondition = { ...before, observedGeneration: 1, lastTransitionTime: '' };
  const check = async (pods?: ReadonlyMap<string, readonly string[]>) => {
    watch.check('a/b', pods, statusCondition);
    await new Promise(setImmediate);
    return watch.check('a/b', pods, statusCondition);
  };
  assert.deepEqual([(await check()).condition, asked], [before, 0]);
  const pods = new Map([['order', ['10.0.0.1']]]);
  assert.equal((await check(pods)).recheckAfter, 300_000);
  await check(pods);
  assert.equal(asked, consumers.length);
  time = 300_000;
  report = { checkedAt: time, broken: [{ invariant: 'it adds up', count: 1 }] };
  const { condition, recheckAfter: again } = await check(pods);
  assert.deepEqual([condition.status, again], ['False', 60_000]);
});

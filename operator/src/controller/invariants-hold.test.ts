import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumers } from '@mambogo/contracts/api/dead-letters.ts';
import { watchingPod } from '../testing/watching-pods.ts';
import { askStandingWatch, parseReport, type WatchReport } from './ask-standing-watch.ts';
import { createInvariantsWatch, invariantsFinding } from './invariants-hold.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const minute = 60_000;
const good: WatchReport = { checkedAt: now - minute, broken: [] };
const said = (but: Readonly<Record<string, WatchReport | undefined>> = {}) =>
  invariantsFinding(new Map(consumers.map((name) => [name, name in but ? but[name] : good])), now);
const short = (but: Parameters<typeof said>[0]) => `${said(but).status} ${said(but).reason}`;

test('it is True once every service has checked its rules, and Unknown before, and while one does not answer', () => {
  assert.equal(short({}), 'True AllHold');
  assert.equal(short({ cart: { broken: [] } }), 'Unknown NotCheckedYet');
  assert.equal(short({ cart: undefined }), 'Unknown NoAnswer');
  assert.match(said({ cart: undefined, order: undefined }).message, /^cart, order did not answer/);
  assert.equal(short({ order: { ...good, checkedAt: now - 30 * minute } }), 'True AllHold');
  assert.equal(short({ order: { ...good, checkedAt: now - 60 * minute } }), 'Unknown NotCheckedLately');
});

test('what is broken is False whatever else is not known, and named by service and rule', () => {
  const broken: WatchReport = { ...good, broken: [{ invariant: 'it adds up', count: 3 }] };
  assert.equal(short({ payment: broken, cart: undefined }), 'False InvariantViolated');
  assert.match(said({ payment: broken }).message, /^broken: payment: it adds up \(3\)\./);
  const many = { ...good, broken: Array.from({ length: 30 }, (_, n) => ({ invariant: `rule ${n}`, count: 1 })) };
  assert.match(said({ order: many }).message, /order: rule 19 \(1\); and 10 more\./);
});

test('metrics of this release and of the one before are understood, and of nothing else', () => {
  const text = (...lines: string[]) => parseReport(`# HELP x\n${lines.join('\n')}\n`);
  const checked = 'mambogo_invariants_checked_timestamp_seconds 1769860800';
  assert.deepEqual(text(checked, 'mambogo_invariant_violations{service="order",invariant="a (b) {c}"} 2'), {
    checkedAt: 1_769_860_800_000,
    broken: [{ invariant: 'a (b) {c}', count: 2 }],
  });
  assert.deepEqual(text(checked, 'mambogo_invariant_violations 2')?.broken, [
    { invariant: 'rules of its books', count: 2 },
  ]);
  assert.deepEqual(text('mambogo_invariants_checked_timestamp_seconds 0'), { broken: [] });
  assert.equal(text('gateway_requests_total 5'), undefined);
});

test('pods are asked one after the other until one has checked its rules', async (t) => {
  const [fresh, checked] = [await watchingPod(t), await watchingPod(t)];
  fresh.checkedAt = 0;
  checked.broken = { 'it adds up': 1 };
  assert.equal(await askStandingWatch([]), undefined);
  assert.deepEqual(await askStandingWatch([fresh.address]), { broken: [] });
  const report = await askStandingWatch(['127.255.255.253', fresh.address, checked.address]);
  assert.deepEqual(report?.broken, [{ invariant: 'it adds up', count: 1 }]);
  assert.ok(report?.checkedAt);
});

test('it is asked while the shop is served only, sooner again while it does not hold, and what was known holds until then', async () => {
  let time = 0;
  let asked = 0;
  let report: WatchReport = { checkedAt: 0, broken: [] };
  const ask = async () => {
    asked += 1;
    return report;
  };
  const watch = createInvariantsWatch({ ask, now: () => time });
  const before = { type: 'InvariantsHold', status: 'True', reason: 'AllHold', message: 'before' } as const;
  const condition = { ...before, observedGeneration: 1, lastTransitionTime: '' };
  const look = async (pods?: ReadonlyMap<string, readonly string[]>) => {
    watch.look('a/b', pods, condition);
    await new Promise(setImmediate);
    return watch.look('a/b', pods, condition);
  };
  assert.deepEqual([(await look()).finding, asked], [before, 0]);
  const pods = new Map([['order', ['10.0.0.1']]]);
  assert.equal((await look(pods)).again, 300_000);
  await look(pods);
  assert.equal(asked, consumers.length);
  time = 300_000;
  report = { checkedAt: time, broken: [{ invariant: 'it adds up', count: 1 }] };
  const { finding, again } = await look(pods);
  assert.deepEqual([finding.status, again], ['False', 60_000]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AgedKey, planKeys } from './key-schedule.ts';

const schedule = { rotateAfter: 1_000, publishBeforeUse: 10, keepAfterUse: 100 };
const plan = (...ages: number[]) =>
  planKeys(
    ages.map((age, at): AgedKey => ({ kid: `k${ages.length - at}`, age })),
    schedule,
  );

test('creates a first key, which signs at once', () => {
  assert.deepEqual(plan(), { published: [], removed: [], createNext: true });
  assert.deepEqual(plan(0), { published: ['k1'], removed: [], createNext: false });
});

test('publishes a new key before it signs, and removes the old one afterwards', () => {
  assert.deepEqual(plan(1_000), { published: ['k1'], removed: [], createNext: true });
  assert.deepEqual(plan(0, 1_000).published, ['k1', 'k2']);
  assert.deepEqual(plan(9, 1_009).published, ['k1', 'k2']);
  assert.deepEqual(plan(10, 1_010).published, ['k2', 'k1']);
  assert.deepEqual(plan(109, 1_109), { published: ['k2', 'k1'], removed: [], createNext: false });
  assert.deepEqual(plan(110, 1_110), { published: ['k2'], removed: ['k1'], createNext: false });
});

test('each signing key was published long enough before use and stays published after it, second by second', () => {
  let keys: AgedKey[] = [];
  const since = new Map<string, number>();
  const lastSigned = new Map<string, number>();
  for (let now = 0; now < 6_000; now += 1) {
    keys = keys.map(({ kid, age }) => ({ kid, age: age + 1 }));
    if (planKeys(keys, schedule).createNext) keys = [{ kid: `at ${now}`, age: 0 }, ...keys];
    const { published, removed } = planKeys(keys, schedule);
    keys = keys.filter(({ kid }) => !removed.includes(kid));
    for (const kid of published) if (!since.has(kid)) since.set(kid, now);
    const [signing = ''] = published;
    assert.ok(since.size === 1 || now - (since.get(signing) ?? now) >= schedule.publishBeforeUse, `second ${now}`);
    lastSigned.set(signing, now);
    for (const [kid, last] of lastSigned) assert.ok(published.includes(kid) || now - last >= schedule.keepAfterUse);
    assert.ok(published.length <= 2);
  }
  assert.equal(since.size, 6);
});

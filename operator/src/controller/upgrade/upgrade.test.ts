import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Condition, conditionFalse, conditionTrue } from '../status/conditions.ts';
import { advanceUpgrade, type UpgradeFindings } from './advance-upgrade.ts';
import { isActive, planUpgrade, type Upgrade, type UpgradeRequest } from './upgrade.ts';
import { upgradeConditions } from './upgrade-condition.ts';

const now = '2026-12-01T10:00:00.000Z';
const order = ['product', 'inventory', 'gateway'];
const request: UpgradeRequest = {
  last: undefined,
  running: '1.0.0',
  wanted: '1.1.0',
  generation: 2,
  violated: false,
  now,
};
const started = planUpgrade(request) ?? assert.fail('it begins');
const allWell: Condition[] = [
  conditionTrue('DataReady', 'Prepared', 'fine'),
  conditionTrue('ServicesReady', 'Available', 'fine'),
];
const findings: UpgradeFindings = {
  conditions: allWell,
  order,
  settling: false,
  fault: undefined,
  now: Date.parse(now) + 1_000,
};
const failing = (reason: string, seconds: number): UpgradeFindings => ({
  ...findings,
  conditions: [...allWell.slice(0, 1), conditionFalse('ServicesReady', reason, 'inventory: why not')],
  now: Date.parse(now) + seconds * 1_000,
});
/** Advances until nothing changes. */
function settle(upgrade: Upgrade, found: UpgradeFindings = findings): Upgrade[] {
  const next = advanceUpgrade(upgrade, found);
  return next === upgrade ? [] : [next, ...settle(next, found)];
}

describe('a change of the version', () => {
  test('is none for a shop that runs it, is being created, or was refused it for this spec', () => {
    assert.equal(planUpgrade({ ...request, wanted: '1.0.0' }), undefined);
    assert.equal(planUpgrade({ ...request, running: undefined }), undefined);
    const last: Upgrade = { ...started, state: 'Failed' };
    assert.equal(planUpgrade({ ...request, last }), last);
    assert.equal(planUpgrade({ ...request, last, generation: 3 })?.state, 'Rolling', 'another spec tries it again');
    assert.equal(planUpgrade({ ...request, last, wanted: '1.0.0' }), undefined);
  });

  test('takes one service after another, then checks the shop, then is complete', () => {
    const states = settle(started).map(({ state, services }) => `${state} ${services.join()}`);
    assert.deepEqual(states, [
      'Rolling product',
      'Rolling product,inventory',
      'Rolling product,inventory,gateway',
      'Verifying product,inventory,gateway',
      'Complete product,inventory,gateway',
    ]);
  });

  test('waits for what is in progress, and for pods that are too young to be judged', () => {
    assert.equal(advanceUpgrade(started, failing('Progressing', 300)), started);
    assert.equal(advanceUpgrade(started, failing('Stuck', 60)), started, 'an image may be on its way');
    const verifying: Upgrade = { ...started, state: 'Verifying', services: order };
    assert.equal(advanceUpgrade(verifying, { ...findings, settling: true }), verifying);
    assert.equal(advanceUpgrade(verifying, { ...findings, fault: 'not yet' }), verifying);
  });

  test('returns, last service first, after a failed Job, something stuck, a step without end, or a failed check', () => {
    const rolling: Upgrade = { ...started, services: ['product', 'inventory'] };
    for (const found of [failing('JobFailed', 1), failing('Stuck', 91), failing('Progressing', 601)]) {
      const back = advanceUpgrade(rolling, found);
      assert.deepEqual([back.state, back.services], ['Returning', ['product']], 'the one that fails goes back at once');
      assert.match(back.message ?? '', /^ServicesReady: inventory: why not/);
      assert.equal(advanceUpgrade(back, found), back, 'the next one once that one is ready');
      const end = settle(back).at(-1);
      assert.deepEqual([end?.state, end?.services], ['Failed', []]);
      const [condition] = upgradeConditions(end, order);
      assert.equal(condition?.reason, 'UpgradeFailed');
      assert.match(
        condition?.message ?? '',
        /^1\.0\.0 to 1\.1\.0 failed \(\w+\): .* The shop runs 1\.0\.0; .* when the spec/,
      );
    }
    const verifying: Upgrade = { ...started, state: 'Verifying', services: order };
    const fault = 'https://shop.example/ returned 500';
    const failed = advanceUpgrade(verifying, { ...findings, fault, now: Date.parse(now) + 61_000 });
    assert.deepEqual([failed.state, failed.reason, failed.message], ['Returning', 'CheckFailed', fault]);
  });

  test('returns when the spec asks for another version, and is over then', () => {
    const last: Upgrade = { ...started, services: ['product'] };
    const back = planUpgrade({ ...request, last, wanted: '1.0.0', generation: 3 }) ?? assert.fail();
    assert.deepEqual([back.state, back.reason, back.services], ['Returning', 'Withdrawn', []]);
    const end = settle(back).at(-1) ?? assert.fail();
    assert.ok(!isActive(end));
    assert.equal(planUpgrade({ ...request, last: end, wanted: '1.0.0', generation: 3 }), undefined);
  });

  test('loses no time while the shop is hibernated', () => {
    const asleep = { ...findings, conditions: [conditionFalse('StoresReady', 'Hibernated', 'asleep')] };
    const [waiting, ...more] = settle(started, asleep);
    assert.deepEqual([waiting?.state, waiting?.since, more], ['Rolling', undefined, []]);
    const woken = advanceUpgrade(waiting ?? assert.fail(), failing('Progressing', 9_000));
    assert.deepEqual([woken.state, woken.since], ['Rolling', new Date(Date.parse(now) + 9_000_000).toISOString()]);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPlan } from '../commands/upgrade.ts';
import { planUpgradeOf } from './upgrade-plan.ts';

const shop = (status: object, spec: object = {}) => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'shop', namespace: 'demo' },
  spec: { version: '1.0.0', ...spec },
  status: { phase: 'Ready', version: '1.0.0', observedGeneration: 1, conditions: [], ...status },
});

test('says what an upgrade does, in order, and that nothing stands against it', () => {
  const plan = planUpgradeOf(shop({}), '1.1.0', undefined);
  assert.deepEqual([plan.obstacles, plan.notes], [[], []]);
  const text = formatPlan('demo/shop', plan).join('\n');
  assert.match(text, /^demo\/shop: from 1\.0\.0 to 1\.1\.0\n {2}1\. set-up and migrations/);
  assert.match(text, /product, .*inventory, .*gateway, web\n/);
  assert.match(text, /new events from then on: stock\.delivery-expected/);
  assert.match(text, /Nothing stands against it\.$/);
});

test('names everything that stands against it', () => {
  const stalled = { type: 'Stalled', status: 'True', reason: 'JobFailed', message: 'DataReady: a Job failed' };
  const { obstacles } = planUpgradeOf(
    shop({ phase: 'Degraded', conditions: [stalled] }, { paused: true }),
    '7.0.0',
    'spec.version: this release of the operator supports 1.0.0, 1.1.0',
  );
  const [rejected, paused, person, phase] = obstacles;
  assert.match(rejected ?? '', /supports 1\.0\.0, 1\.1\.0/);
  assert.match(paused ?? '', /paused/);
  assert.match(person ?? '', /a Job failed/);
  assert.match(phase ?? '', /Degraded/);
  assert.equal(obstacles.length, 4);
});

test('an attempt that failed does not stand against another, but is reported', () => {
  const upgrade = {
    from: '1.0.0',
    to: '1.1.0',
    generation: 2,
    state: 'Failed',
    services: [],
    reason: 'Stuck',
    message: 'no image',
  };
  const { obstacles, notes } = planUpgradeOf(shop({ upgrade }), '1.1.0', undefined);
  assert.deepEqual(obstacles, []);
  assert.deepEqual(notes, ['the last attempt failed (Stuck): no image']);
  const again = planUpgradeOf(shop({ upgrade: { ...upgrade, state: 'Returning' } }), '1.1.0', undefined);
  assert.match(again.obstacles.join(), /in progress/);
  assert.deepEqual(planUpgradeOf(shop({}), '1.0.0', undefined).obstacles, ['the shop runs 1.0.0 already']);
});

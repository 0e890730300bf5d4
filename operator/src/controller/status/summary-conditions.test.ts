import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ManagedEntry } from '../../kube/watch-cache.ts';
import { type Condition, conditionFalse, conditionTrue, type StatusCondition, stageTypes } from './conditions.ts';
import { phaseFrom, type ShopStatus } from './shop-status.ts';
import { stalledAfterMs, summaryConditions } from './summary-conditions.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const workload = (available: boolean): ManagedEntry => ({
  reference: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'shop-order' },
  uid: 'u',
  resourceVersion: '1',
  hash: 'd',
  hashGeneration: 1,
  deleting: false,
  state: { ready: available, available },
});
const healthyConditions: readonly Condition[] = [
  conditionTrue('Accepted', 'Valid', 'ok'),
  conditionFalse('FieldsSupported', 'FieldsWithoutEffect', 'spec.backup'),
  ...stageTypes.map((type) => conditionTrue(type, 'Available', 'ok')),
];
const withCondition = (...others: readonly Condition[]) => [
  ...healthyConditions.map((one) => others.find(({ type }) => type === one.type) ?? one),
  ...others.filter(({ type }) => !healthyConditions.some((one) => one.type === type)),
];
const statusCondition = (condition: Condition, age = 0): StatusCondition => ({
  ...condition,
  observedGeneration: 1,
  lastTransitionTime: new Date(now - age).toISOString(),
});
const servedConditions = [
  statusCondition(conditionTrue('Available', 'Serving', 'ok')),
  statusCondition(conditionTrue('Ready', 'Ready', 'ok')),
];

function summarize(
  conditions: readonly Condition[],
  before: readonly StatusCondition[] = [],
  available = true,
  serves = true,
) {
  const summary = summaryConditions(conditions, before, [workload(available)], now);
  const status: ShopStatus = {
    phase: before.length > 0 ? 'Ready' : 'Progressing',
    observedGeneration: 1,
    conditions: before,
  };
  const is = Object.fromEntries(summary.conditions.map(({ type, status: value }) => [type, value]));
  return { ...is, reason: summary.conditions[0]?.reason, phase: phaseFrom(summary, status, serves) };
}
const states = (Ready: string, Available: string, Progressing: string, Stalled: string) => ({
  Ready,
  Available,
  Progressing,
  Stalled,
});

test('is Ready with or without ignored fields', () => {
  assert.deepEqual(summarize(healthyConditions), {
    ...states('True', 'True', 'False', 'False'),
    reason: 'Ready',
    phase: 'Ready',
  });
});

test('does not depend on invariants', () => {
  for (const status of ['False', 'Unknown'] as const)
    assert.deepEqual(
      summarize(withCondition({ type: 'InvariantsHold', status, reason: 'x', message: 'x' }), servedConditions),
      {
        ...states('True', 'True', 'False', 'False'),
        reason: 'Ready',
        phase: 'Ready',
      },
    );
});

test('is Progressing at first start, and not Available before it was exposed', () => {
  const starting = withCondition(conditionFalse('ServicesReady', 'Progressing', 'order: 0 of 1'), {
    type: 'IngressReady',
    status: 'Unknown',
    reason: 'Waiting',
    message: 'waits',
  });
  assert.deepEqual(summarize(starting, [], true), {
    ...states('False', 'False', 'True', 'False'),
    reason: 'Progressing',
    phase: 'Progressing',
  });
});

test('stays Available in an ordinary rollout', () => {
  assert.deepEqual(
    summarize(withCondition(conditionFalse('ServicesReady', 'Progressing', 'order: rolls')), servedConditions),
    {
      ...states('False', 'True', 'True', 'False'),
      reason: 'Progressing',
      phase: 'Progressing',
    },
  );
});

test('is not Available with a workload without pods', () => {
  assert.deepEqual(
    summarize(withCondition(conditionFalse('ServicesReady', 'Progressing', 'order: 0 of 1')), servedConditions, false),
    {
      ...states('False', 'False', 'True', 'False'),
      reason: 'Progressing',
      phase: 'Degraded',
    },
  );
});

test('gives pods that can not start some time before it is Stalled', () => {
  const stuck = conditionFalse('ServicesReady', 'Stuck', 'order: ImagePullBackOff');
  const at = (age: number) => summarize(withCondition(stuck), [...servedConditions, statusCondition(stuck, age)]);
  assert.deepEqual(at(stalledAfterMs - 1), {
    ...states('False', 'True', 'True', 'False'),
    reason: 'Stuck',
    phase: 'Progressing',
  });
  assert.deepEqual(at(stalledAfterMs + 1), {
    ...states('False', 'True', 'False', 'True'),
    reason: 'Stuck',
    phase: 'Degraded',
  });
});

test('is Stalled by a rejected change, while the phase describes the accepted spec', () => {
  const rejected = conditionFalse('Accepted', 'NotSupported', 'spec.x');
  assert.deepEqual(summarize(withCondition(rejected), servedConditions), {
    ...states('False', 'True', 'False', 'True'),
    reason: 'NotSupported',
    phase: 'Ready',
  });
  assert.equal(
    summarize(withCondition(rejected, conditionFalse('ServicesReady', 'Progressing', 'rolls')), servedConditions).phase,
    'Progressing',
  );
  assert.equal(summarize(withCondition(rejected), [], false, false).phase, 'Refused');
});

test('ignores a public URL that can not be probed, but not one that something else serves', () => {
  const unknown: Condition = { type: 'Reachable', status: 'Unknown', reason: 'NoAnswer', message: 'x' };
  assert.equal(summarize(withCondition(unknown), servedConditions).phase, 'Ready');
  assert.deepEqual(
    summarize(withCondition(conditionFalse('Reachable', 'AnsweredByAnother', '404')), servedConditions),
    {
      ...states('False', 'True', 'True', 'False'),
      reason: 'AnsweredByAnother',
      phase: 'Progressing',
    },
  );
});

test('treats a field conflict as abnormal when True', () => {
  assert.deepEqual(
    summarize(withCondition(conditionTrue('FieldConflict', 'FieldConflict', 'ConfigMap x: argo')), servedConditions),
    {
      ...states('False', 'True', 'False', 'True'),
      reason: 'FieldConflict',
      phase: 'Degraded',
    },
  );
});

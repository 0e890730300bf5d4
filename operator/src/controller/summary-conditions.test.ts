import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ManagedEntry } from '../kube/watch-cache.ts';
import { type Condition, type Finding, found, missing, stageTypes } from './conditions.ts';
import { phaseOf, type ShopStatus } from './shop-status.ts';
import { stuckFor, summaryConditions } from './summary-conditions.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const workload = (available: boolean): ManagedEntry => ({
  reference: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'shop-order' },
  uid: 'u',
  resourceVersion: '1',
  digest: 'd',
  since: 1,
  deleting: false,
  state: { ready: available, available },
});
const good: readonly Finding[] = [
  found('Accepted', 'Valid', 'ok'),
  missing('Honoured', 'FieldsWithoutEffect', 'spec.backup'),
  ...stageTypes.map((type) => found(type, 'Available', 'ok')),
];
const but = (...others: readonly Finding[]) => [
  ...good.map((one) => others.find(({ type }) => type === one.type) ?? one),
  ...others.filter(({ type }) => !good.some((one) => one.type === type)),
];
const condition = (finding: Finding, age = 0): Condition => ({
  ...finding,
  observedGeneration: 1,
  lastTransitionTime: new Date(now - age).toISOString(),
});
const served = [condition(found('Available', 'Serving', 'ok')), condition(found('Ready', 'Ready', 'ok'))];

function summed(findings: readonly Finding[], before: readonly Condition[] = [], available = true, serves = true) {
  const summary = summaryConditions(findings, before, [workload(available)], now);
  const status: ShopStatus = {
    phase: before.length > 0 ? 'Ready' : 'Progressing',
    observedGeneration: 1,
    conditions: before,
  };
  const is = Object.fromEntries(summary.conditions.map(({ type, status: value }) => [type, value]));
  return { ...is, reason: summary.conditions[0]?.reason, phase: phaseOf(summary, status, serves) };
}
const states = (Ready: string, Available: string, Progressing: string, Stalled: string) => ({
  Ready,
  Available,
  Progressing,
  Stalled,
});

test('all is well, fields without effect or not', () => {
  assert.deepEqual(summed(good), { ...states('True', 'True', 'False', 'False'), reason: 'Ready', phase: 'Ready' });
});

test('books that do not add up, or are not known to, change nothing of whether the shop serves', () => {
  for (const status of ['False', 'Unknown'] as const)
    assert.deepEqual(summed(but({ type: 'InvariantsHold', status, reason: 'x', message: 'x' }), served), {
      ...states('True', 'True', 'False', 'False'),
      reason: 'Ready',
      phase: 'Ready',
    });
});

test('a first start progresses, and is not available before it was opened', () => {
  const starting = but(missing('ServicesReady', 'Progressing', 'order: 0 of 1'), {
    type: 'IngressReady',
    status: 'Unknown',
    reason: 'Waiting',
    message: 'waits',
  });
  assert.deepEqual(summed(starting, [], true), {
    ...states('False', 'False', 'True', 'False'),
    reason: 'Progressing',
    phase: 'Progressing',
  });
});

test('an ordinary roll leaves it available', () => {
  assert.deepEqual(summed(but(missing('ServicesReady', 'Progressing', 'order: rolls')), served), {
    ...states('False', 'True', 'True', 'False'),
    reason: 'Progressing',
    phase: 'Progressing',
  });
});

test('a workload without pods is not available', () => {
  assert.deepEqual(summed(but(missing('ServicesReady', 'Progressing', 'order: 0 of 1')), served, false), {
    ...states('False', 'False', 'True', 'False'),
    reason: 'Progressing',
    phase: 'Degraded',
  });
});

test('pods that can not start may yet; after a while a person has to act', () => {
  const stuck = missing('ServicesReady', 'Stuck', 'order: ImagePullBackOff');
  const at = (age: number) => summed(but(stuck), [...served, condition(stuck, age)]);
  assert.deepEqual(at(stuckFor - 1), {
    ...states('False', 'True', 'True', 'False'),
    reason: 'Stuck',
    phase: 'Progressing',
  });
  assert.deepEqual(at(stuckFor + 1), {
    ...states('False', 'True', 'False', 'True'),
    reason: 'Stuck',
    phase: 'Degraded',
  });
});

test('a refused change stalls, and the phase is of what is served', () => {
  const refused = missing('Accepted', 'NotSupported', 'spec.x');
  assert.deepEqual(summed(but(refused), served), {
    ...states('False', 'True', 'False', 'True'),
    reason: 'NotSupported',
    phase: 'Ready',
  });
  assert.equal(summed(but(refused, missing('ServicesReady', 'Progressing', 'rolls')), served).phase, 'Progressing');
  assert.equal(summed(but(refused), [], false, false).phase, 'Refused');
});

test('a public URL that can not be asked does not count; one that somebody else answers does', () => {
  const unknown: Finding = { type: 'Reachable', status: 'Unknown', reason: 'NoAnswer', message: 'x' };
  assert.equal(summed(but(unknown), served).phase, 'Ready');
  assert.deepEqual(summed(but(missing('Reachable', 'AnsweredByAnother', '404')), served), {
    ...states('False', 'True', 'True', 'False'),
    reason: 'AnsweredByAnother',
    phase: 'Progressing',
  });
});

test('a field conflict is of the conditions that are bad when True', () => {
  assert.deepEqual(summed(but(found('FieldConflict', 'FieldConflict', 'ConfigMap x: argo')), served), {
    ...states('False', 'True', 'False', 'True'),
    reason: 'FieldConflict',
    phase: 'Degraded',
  });
});

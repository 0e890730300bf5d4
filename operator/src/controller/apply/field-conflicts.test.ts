import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldSet, KubeObject } from '../../kube/kube-object.ts';
import { backOffMs, createFieldConflicts, maxRepairs } from './field-conflicts.ts';

const ownFieldSet: FieldSet = { 'f:data': { 'f:a': {}, 'f:b': {} } };
const key = 'ConfigMap/demo/shop-limits';

/** The object as others leave it: each manager has taken one of the fields. */
const changedBy = (managers: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'shop-limits',
    managedFields: [
      { manager: 'mambogo-operator', operation: 'Apply', fieldsV1: {} },
      ...Object.entries(managers).map(([manager, field]) => ({
        manager,
        operation: 'Update',
        fieldsV1: { 'f:data': { [field]: {} } },
      })),
    ],
  },
  data: { a: '1', b: '1' },
});
const byArgo = changedBy({ argo: 'f:a' });

function contend() {
  let now = 1_000;
  const conflicts = createFieldConflicts(() => now);
  for (let round = 0; round < maxRepairs; round += 1) {
    assert.equal(conflicts.isBackedOff(key, byArgo), false, `round ${round}`);
    assert.deepEqual(conflicts.unresolved(), []);
    conflicts.recordRepair(key, ['argo'], ownFieldSet);
    now += 1_000;
  }
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { conflicts, pass };
}

test('backs off and reports after several repairs against the same manager', () => {
  const { conflicts } = contend();
  assert.equal(conflicts.isBackedOff(key, byArgo), true);
  assert.deepEqual(conflicts.unresolved(), [[key, ['argo']]]);
  assert.equal(conflicts.isBackedOff('ConfigMap/demo/other', byArgo), false);
});

test('still repairs changes of another manager', () => {
  const { conflicts } = contend();
  const byBoth = changedBy({ argo: 'f:a', someone: 'f:b' });
  assert.equal(conflicts.isBackedOff(key, byBoth), false);
  conflicts.recordRepair(key, ['argo', 'someone'], ownFieldSet);
  assert.equal(conflicts.isBackedOff(key, byArgo), true);
});

test('retries after the back-off, and settles when the repair lasts', () => {
  const { conflicts, pass } = contend();
  pass(backOffMs);
  assert.equal(conflicts.isBackedOff(key, byArgo), false);
  assert.equal(conflicts.unresolved().length, 1, 'not settled before the retry');
  conflicts.recordRepair(key, ['argo'], ownFieldSet);
  assert.equal(conflicts.isBackedOff(key, byArgo), true);
  pass(backOffMs * 2 + 1);
  assert.deepEqual(conflicts.unresolved(), []);
  conflicts.recordRepair(key, ['argo'], ownFieldSet);
  assert.equal(conflicts.isBackedOff(key, byArgo), false, 'starts from zero after a long time');
});

test('starts from zero when the desired object changes', () => {
  const { conflicts } = contend();
  conflicts.forget(key);
  assert.equal(conflicts.isBackedOff(key, byArgo), false);
  assert.deepEqual(conflicts.unresolved(), []);
});

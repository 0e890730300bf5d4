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

test('after some rounds against the same manager its change stays, and is said', () => {
  const { conflicts } = contend();
  assert.equal(conflicts.isBackedOff(key, byArgo), true);
  assert.deepEqual(conflicts.unresolved(), [[key, ['argo']]]);
  assert.equal(conflicts.isBackedOff('ConfigMap/demo/other', byArgo), false);
});

test('what another manager changes there is repaired all the same', () => {
  const { conflicts } = contend();
  const byBoth = changedBy({ argo: 'f:a', someone: 'f:b' });
  assert.equal(conflicts.isBackedOff(key, byBoth), false);
  conflicts.recordRepair(key, ['argo', 'someone'], ownFieldSet);
  assert.equal(conflicts.isBackedOff(key, byArgo), true);
});

test('it is tried once more after a pause, and counts as settled when that lasts', () => {
  const { conflicts, pass } = contend();
  pass(backOffMs);
  assert.equal(conflicts.isBackedOff(key, byArgo), false);
  assert.equal(conflicts.unresolved().length, 1, 'it is not settled before that was tried');
  conflicts.recordRepair(key, ['argo'], ownFieldSet);
  assert.equal(conflicts.isBackedOff(key, byArgo), true);
  pass(backOffMs * 2 + 1);
  assert.deepEqual(conflicts.unresolved(), []);
  conflicts.recordRepair(key, ['argo'], ownFieldSet);
  assert.equal(conflicts.isBackedOff(key, byArgo), false, 'long afterwards it starts from zero');
});

test('an object that is wanted otherwise starts from zero', () => {
  const { conflicts } = contend();
  conflicts.forget(key);
  assert.equal(conflicts.isBackedOff(key, byArgo), false);
  assert.deepEqual(conflicts.unresolved(), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldSet, KubeObject } from '../kube/kube-object.ts';
import { createFieldConflicts, pauseBetweenTries, roundsAtMost } from './field-conflicts.ts';

const own: FieldSet = { 'f:data': { 'f:a': {}, 'f:b': {} } };
const key = 'ConfigMap/demo/shop-limits';

/** The object as others leave it: each manager has taken one of the fields. */
const takenBy = (managers: Readonly<Record<string, string>>): KubeObject => ({
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
const byArgo = takenBy({ argo: 'f:a' });

function fought() {
  let now = 1_000;
  const conflicts = createFieldConflicts(() => now);
  for (let round = 0; round < roundsAtMost; round += 1) {
    assert.equal(conflicts.leaves(key, byArgo), false, `round ${round}`);
    assert.deepEqual(conflicts.open(), []);
    conflicts.repaired(key, ['argo'], own);
    now += 1_000;
  }
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { conflicts, pass };
}

test('after some rounds against the same manager its change stays, and is said', () => {
  const { conflicts } = fought();
  assert.equal(conflicts.leaves(key, byArgo), true);
  assert.deepEqual(conflicts.open(), [[key, ['argo']]]);
  assert.equal(conflicts.leaves('ConfigMap/demo/other', byArgo), false);
});

test('what another manager changes there is repaired all the same', () => {
  const { conflicts } = fought();
  const byBoth = takenBy({ argo: 'f:a', someone: 'f:b' });
  assert.equal(conflicts.leaves(key, byBoth), false);
  conflicts.repaired(key, ['argo', 'someone'], own);
  assert.equal(conflicts.leaves(key, byArgo), true);
});

test('it is tried once more after a pause, and counts as settled when that lasts', () => {
  const { conflicts, pass } = fought();
  pass(pauseBetweenTries);
  assert.equal(conflicts.leaves(key, byArgo), false);
  assert.equal(conflicts.open().length, 1, 'it is not settled before that was tried');
  conflicts.repaired(key, ['argo'], own);
  assert.equal(conflicts.leaves(key, byArgo), true);
  pass(pauseBetweenTries * 2 + 1);
  assert.deepEqual(conflicts.open(), []);
  conflicts.repaired(key, ['argo'], own);
  assert.equal(conflicts.leaves(key, byArgo), false, 'long afterwards it starts from zero');
});

test('an object that is wanted otherwise starts from zero', () => {
  const { conflicts } = fought();
  conflicts.forget(key);
  assert.equal(conflicts.leaves(key, byArgo), false);
  assert.deepEqual(conflicts.open(), []);
});

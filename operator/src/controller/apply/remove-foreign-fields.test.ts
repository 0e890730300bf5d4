import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldSet, KubeObject } from '../../kube/kube-object.ts';
import { removalOperations } from './remove-foreign-fields.ts';

const name = (value: string) => `k:{"name":"${value}"}`;
const env = (...names: readonly string[]) => names.map((one) => ({ name: one, value: 'x' }));

test('removes later list items before earlier ones, and fields of two managers once', () => {
  const containers = (fields: FieldSet): FieldSet => ({
    'f:spec': { 'f:template': { 'f:spec': { 'f:containers': fields } } },
  });
  const added = containers({
    [name('a')]: { 'f:env': { [name('one')]: {}, [name('two')]: {} } },
    [name('x')]: { '.': {}, 'f:image': {} },
    [name('y')]: { '.': {} },
    [name('gone')]: { '.': {} },
  });
  const object: KubeObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'd',
      managedFields: [
        {
          manager: 'mambogo-operator',
          operation: 'Apply',
          fieldsV1: containers({ [name('a')]: { '.': {}, 'f:env': { [name('own')]: { '.': {} } } } }),
        },
        { manager: 'one', operation: 'Update', fieldsV1: added },
        { manager: 'two', operation: 'Apply', fieldsV1: containers({ [name('x')]: { '.': {} } }) },
      ],
    },
    spec: {
      template: { spec: { containers: [{ name: 'x' }, { name: 'a', env: env('one', 'own', 'two') }, { name: 'y' }] } },
    },
  };
  assert.deepEqual(
    removalOperations(object).map(({ op, path }) => `${op} ${path}`),
    [
      'remove /spec/template/spec/containers/2',
      'remove /spec/template/spec/containers/1/env/2',
      'remove /spec/template/spec/containers/1/env/0',
      'remove /spec/template/spec/containers/0',
    ],
  );
});

test('escapes keys with slashes', () => {
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'c',
      managedFields: [{ manager: 'one', operation: 'Update', fieldsV1: { 'f:data': { '.': {}, 'f:a/b~c': {} } } }],
    },
    data: { 'a/b~c': 'x' },
  };
  assert.deepEqual(removalOperations(object), [{ op: 'remove', path: '/data/a~1b~0c' }]);
});

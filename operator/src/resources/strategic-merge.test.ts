import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strategicMerge } from './strategic-merge.ts';

const base = {
  containers: [
    { name: 'order', image: 'a', args: ['x', 'y'], env: [{ name: 'A', value: '1' }] },
    { name: 'other', image: 'b' },
  ],
  volumes: [{ name: 'tmp', emptyDir: {} }],
  terminationGracePeriodSeconds: 30,
};

test('merges objects by field and named lists by name, keeping the order', () => {
  const patch = {
    containers: [
      { name: 'sidecar', image: 'c' },
      { name: 'order', image: 'z', env: [{ name: 'B', value: '2' }], args: ['z'] },
    ],
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
  };
  assert.deepEqual(strategicMerge(base, patch), {
    ...base,
    containers: [
      {
        name: 'order',
        image: 'z',
        args: ['z'],
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      },
      { name: 'other', image: 'b' },
      { name: 'sidecar', image: 'c' },
    ],
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
  });
});

test('null removes a field, $patch deletes or replaces', () => {
  assert.deepEqual(
    strategicMerge(base, {
      terminationGracePeriodSeconds: null,
      containers: [
        { name: 'other', $patch: 'delete' },
        { name: 'no such', $patch: 'delete' },
      ],
      volumes: [{ name: 'tmp', $patch: 'replace', emptyDir: { sizeLimit: '1Gi' }, note: null }],
    }),
    { containers: [base.containers[0]], volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }] },
  );
});

test('does not modify its inputs', () => {
  const before = structuredClone(base);
  strategicMerge(base, { containers: [{ name: 'order', env: [{ name: 'A', $patch: 'delete' }] }] });
  assert.deepEqual(base, before);
});

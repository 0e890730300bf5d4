import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mountsBelow } from './tear-down-node.ts';

test('finds only mounts below the folder, the innermost first, with any name', () => {
  const mounts = [
    'tmpfs /data/cluster tmpfs rw 0 0',
    'overlay /data/cluster/a\\040pod overlay rw 0 0',
    'tmpfs /data/cluster/a\\040pod/secret tmpfs rw 0 0',
    'tmpfs /data/cluster-of-another tmpfs rw 0 0',
    '',
  ].join('\n');
  assert.deepEqual(mountsBelow('/data/cluster', mounts), [
    '/data/cluster/a pod/secret',
    '/data/cluster/a pod',
    '/data/cluster',
  ]);
});

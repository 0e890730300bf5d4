import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressFiles } from './leftovers-manifest.ts';
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

test('files of pods are found by their container, and by the network where the container is gone', () => {
  const id = (digit: string) => digit.repeat(64);
  const results = [`mambogo-${id('a')}-eth0`, `cni-loopback-${id('a')}-lo`, `cni-loopback-${id('b')}-lo`];
  const others = [`cni-loopback-${id('c')}-lo`, `bridge-${id('c')}-eth0`];
  const files = [...results, ...others].map((name) => `/var/lib/cni/results/${name}`);
  assert.deepEqual(addressFiles(files, [`/state/${id('b')}`]), files.slice(0, results.length));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../kube/kube-object.ts';
import { protectRootKeySecret, releaseRootKeySecret, rootKeyFinalizer } from './protect-root-key-secret.ts';
import { fingerprintOf } from './root-key-secret.ts';

test('a fingerprint identifies a root key and reveals nothing about it', () => {
  const root = Buffer.from('0123456789abcdef0123456789abcdef');
  assert.match(fingerprintOf(root), /^[0-9a-f]{12}$/);
  assert.equal(fingerprintOf(root), fingerprintOf(Buffer.from(root)));
  assert.notEqual(fingerprintOf(root), fingerprintOf(Buffer.concat([root, Buffer.from('0')])));
  assert.ok(!root.toString('hex').includes(fingerprintOf(root)));
});

const secret = (metadata: object, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop-root', namespace: 'demo', resourceVersion: '7', ...metadata },
  ...more,
});

async function patches(of: KubeObject, held: boolean): Promise<unknown[]> {
  const seen: unknown[] = [];
  const merge = async (_: unknown, patch: unknown) => {
    seen.push(patch);
    return of;
  };
  await protectRootKeySecret({ mergePatch: merge }, of, 'shop', held);
  return seen;
}

const marks = { 'app.kubernetes.io/managed-by': 'mambogo-operator', 'mambogo.com/storefront': 'shop' };

test('labels an imported root Secret, makes it immutable, and adds its finalizer beside others', async () => {
  assert.deepEqual(await patches(secret({ finalizers: ['other'] }), true), [
    { immutable: true, metadata: { labels: marks, finalizers: ['other', rootKeyFinalizer], resourceVersion: '7' } },
  ]);
  assert.deepEqual(
    await patches(secret({ labels: marks, finalizers: [rootKeyFinalizer] }, { immutable: true }), true),
    [],
  );
});

test('holds nothing without cluster-wide rights, and releases what another operator held', async () => {
  assert.deepEqual(await patches(secret({ labels: marks }, { immutable: true }), false), []);
  assert.deepEqual(
    await patches(secret({ labels: marks, finalizers: [rootKeyFinalizer] }, { immutable: true }), false),
    [{ immutable: true, metadata: { labels: marks, finalizers: [], resourceVersion: '7' } }],
  );
});

test('adds no finalizer to a Secret that is being deleted, and keeps the existing one', async () => {
  const going = { labels: marks, deletionTimestamp: '2026-01-01T00:00:00Z' };
  for (const held of [true, false]) {
    assert.deepEqual(await patches(secret(going, { immutable: true }), held), []);
    assert.deepEqual(
      await patches(secret({ ...going, finalizers: [rootKeyFinalizer] }, { immutable: true }), held),
      [],
    );
  }
});

test('keeps foreign finalizers when it releases the Secret', async () => {
  const seen: unknown[] = [];
  const held = secret({ finalizers: ['other', rootKeyFinalizer] });
  const merge = async (_: unknown, patch: unknown) => {
    seen.push(patch);
    return held;
  };
  await releaseRootKeySecret({ mergePatch: merge }, held);
  await releaseRootKeySecret({ mergePatch: merge }, secret({ finalizers: ['other'] }));
  assert.deepEqual(seen, [{ metadata: { finalizers: ['other'], resourceVersion: '7' } }]);
});

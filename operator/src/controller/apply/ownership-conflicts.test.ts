import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { auditedWrites, auditPosition } from '../../../testing/audited-requests.ts';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { field, type KubeObject, type ObjectReference, referenceTo } from '../../kube/kube-object.ts';
import { statusOf } from '../status/shop-status.ts';

const namespace = 'taken';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const settings = (name: string, more: Partial<KubeObject['metadata']> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, ...more },
  data: { theirs: 'yes' },
});
const account: ObjectReference = { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name: 'shop-order' };
const isOwnershipConflict = ({ reason }: { readonly reason: string }) => reason === 'NameTaken';
const apply = () => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml());

test('reports objects of other owners and leaves them unchanged until they are deleted or handed over', async () => {
  const theirs = await cluster.client.create({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: account.name, namespace, labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
  });
  const store = await cluster.client.create(settings('shop-redis'));
  const record = await cluster.client.create(settings('shop-applied'));
  await apply();

  const first = await waitForCondition(cluster, namespace, 'SecretsReady', isOwnershipConflict);
  assert.match(first.message, /^ConfigMap shop-applied \(no known owner\): not owned by this Storefront/);
  assert.deepEqual(await cluster.client.get(referenceTo(record)), record);
  await cluster.client.delete(referenceTo(record));

  const { message } = await waitForCondition(cluster, namespace, 'SecretsReady', (one) =>
    one.message.includes('shop-order'),
  );
  assert.match(message, /^ServiceAccount shop-order \(managed by Helm\): .*Rename or delete it, or, .* take it over/);
  assert.deepEqual(await cluster.client.get(account), theirs);
  const labels = message.split('--overwrite ')[1]?.split(' ') ?? [];
  await cluster.kubectl(['label', '--overwrite', '-n', namespace, 'serviceaccount', account.name, ...labels]);

  await waitForCondition(cluster, namespace, 'StoresReady', isOwnershipConflict);
  assert.deepEqual(await cluster.client.get(referenceTo(store)), store);
  await cluster.client.delete(referenceTo(store));

  await waitUntilReady(cluster, namespace);
  const adopted = await cluster.client.get(account);
  assert.equal(adopted?.metadata.uid, theirs.metadata.uid);
  assert.equal(field(adopted, 'automountServiceAccountToken'), false, 'it is as the shop needs it');
});

test('keeps owning an object whose labels were removed', async () => {
  const labels = { 'mambogo.com/storefront': null, 'app.kubernetes.io/managed-by': null };
  const before = await cluster.client.get(account);
  await cluster.client.mergePatch(account, { metadata: { labels } });
  await waitUntil(async () => {
    assert.deepEqual((await cluster.client.get(account))?.metadata.labels, before?.metadata.labels);
    return true;
  });
  await waitUntilReady(cluster, namespace);
  // And it is in the cache again: once the repair is recorded, the next reconciles write nothing.
  const metrics = () => operator.meter.render();
  const countReconciles = async () =>
    Number(/reconciles_total\{result="success"\} (\d+)/.exec(await metrics())?.[1] ?? 0);
  const look = async (text: string) => {
    const seen = await countReconciles();
    await cluster.kubectl(['annotate', '--overwrite', 'sf', '-n', namespace, 'shop', `look=${text}`]);
    await waitUntil(async () => (await countReconciles()) > seen);
  };
  await waitUntil(async () => {
    const since = auditPosition(cluster);
    for (const text of ['again', 'once-more']) await look(text);
    assert.deepEqual(auditedWrites(cluster, since), []);
    return true;
  });
});

test('does not take over an object of another controller because of its labels', async () => {
  const policy: ObjectReference = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'shop-postgres' };
  const ours = (await cluster.client.get(policy)) ?? assert.fail('no settings of the store');
  const { uid } = (await cluster.client.get(account))?.metadata ?? {};
  const controller = { apiVersion: 'v1', kind: 'ServiceAccount', name: account.name, uid: uid ?? '', controller: true };
  await cluster.client.delete(policy);
  // Another controller created it first, or owns it now.
  await waitUntil(async () => {
    const now = await cluster.client.get(policy);
    if (now) await cluster.client.delete(policy, { uid: now.metadata.uid });
    await cluster.client.create(settings(policy.name, { ownerReferences: [controller] }));
    return true;
  });
  const { message } = await waitForCondition(cluster, namespace, 'StoresReady', isOwnershipConflict);
  assert.match(message, /ConfigMap shop-postgres \(of ServiceAccount shop-order\)/);
  assert.deepEqual(field(await cluster.client.get(policy), 'data'), { theirs: 'yes' });
  await cluster.client.delete(policy);
  await waitUntilReady(cluster, namespace);
  assert.deepEqual((await cluster.client.get(policy))?.data, ours.data);
});

const root: ObjectReference = { apiVersion: 'v1', kind: 'Secret', namespace, name: 'shop-root' };
const kubectl = (...args: string[]) => cluster.kubectl(['-n', namespace, ...args]);
/** The commands of docs/running-on-kubernetes.md. */
const exportRoot = () => kubectl('get', 'secret', 'shop-root', '-o', 'go-template={{.data.root | base64decode}}');
const removeFinalizer = () =>
  kubectl('patch', 'secret', 'shop-root', '--type=merge', '-p', '{"metadata":{"finalizers":null}}');
async function importRoot(content: string): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'root-'));
  writeFileSync(join(dir, 'shop-root.txt'), content);
  await kubectl('create', 'secret', 'generic', 'shop-root', `--from-file=root=${join(dir, 'shop-root.txt')}`);
  rmSync(dir, { recursive: true });
}
const waitForSecretsReason = (expected: string) =>
  waitForCondition(cluster, namespace, 'SecretsReady', ({ reason }) => reason === expected);
const isHeld = async () => (await cluster.client.get(root))?.metadata.finalizers?.length === 1;

test('makes the root Secret immutable, and keeps a deleted one until its finalizer is removed', async () => {
  const { rootFingerprint } = await waitUntilReady(cluster, namespace);
  assert.match(rootFingerprint ?? '', /^[0-9a-f]{12}$/);
  await assert.rejects(cluster.client.mergePatch(root, { data: { root: 'eA==' } }), /immutable/);
  await kubectl('delete', 'secret', 'shop-root', '--wait=false');
  const { status, message } = await waitForSecretsReason('RootSecretDeleting');
  assert.equal(status, 'True', 'the shop works as before');
  assert.match(message, /export it, remove the finalizer, and import it again/);
});

test('reports a missing root Secret by fingerprint, rejects another one before any change, and accepts the exported one', async () => {
  const { rootFingerprint } = statusOf(await getStorefront(cluster, namespace));
  const content = await exportRoot();
  await removeFinalizer();
  assert.match(
    (await waitForSecretsReason('RootSecretMissing')).message,
    new RegExp(`import it.*fingerprint ${rootFingerprint}`),
  );
  assert.equal(await cluster.client.get(root), undefined, 'no other is made');

  const mark = auditPosition(cluster);
  await importRoot(randomBytes(32).toString('base64url'));
  const { message } = await waitForSecretsReason('RootSecretReplaced');
  assert.match(message, new RegExp(`Secret shop-root holds another root .*${rootFingerprint}`));
  const written = auditedWrites(cluster, mark).filter((one) => !/storefronts|events/.test(one));
  assert.deepEqual(written, [], 'nothing is changed');

  await kubectl('delete', 'secret', 'shop-root');
  await importRoot(`${content}\n`);
  assert.equal((await waitUntilReady(cluster, namespace)).rootFingerprint, rootFingerprint);
  await waitUntil(isHeld);
  assert.equal((await cluster.client.get(root))?.immutable, true);
});

test('adopts the root Secret of an earlier release, and makes it immutable and held', async () => {
  await operator.stop();
  await removeFinalizer();
  const content = await exportRoot();
  await kubectl('delete', 'secret', 'shop-root');
  await importRoot(content);
  const storefront = await getStorefront(cluster, namespace);
  await cluster.client.mergePatch(referenceTo(storefront), { status: { rootFingerprint: null } }, 'status');
  operator = await startOperator(cluster);
  await waitUntil(async () => statusOf(await getStorefront(cluster, namespace)).rootFingerprint);
  await waitUntil(isHeld);
  await waitUntilReady(cluster, namespace);
});

test('leaves a Secret that was never held when the shop is deleted', async () => {
  await cluster.kubectl(['delete', 'storefront', '-n', namespace, 'shop', '--wait=false']);
  await waitUntil(async () => (await getStorefront(cluster, namespace).catch(() => undefined)) === undefined);
  assert.ok(!(await isHeld()), 'no controller is left to remove the finalizer');
  await cluster.client.delete(root);
  const secret = await cluster.client.create({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'shop-root', namespace },
    data: { other: 'eA==' },
  });
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ more: '  deletionPolicy: Delete' }));
  await waitForCondition(cluster, namespace, 'SecretsReady', ({ reason }) => reason === 'RootSecretBroken');
  await cluster.kubectl(['delete', 'storefront', '-n', namespace, 'shop', '--wait=false']);
  await waitUntil(async () => (await getStorefront(cluster, namespace).catch(() => undefined)) === undefined);
  assert.deepEqual(await cluster.client.get(referenceTo(secret)), secret);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listManagedObjects, objectHashes } from '../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';
import { findResourceKind } from '../kube/resource-kinds.ts';

const namespace = 'drift';
let cluster: TestCluster;
let operator: RunningOperator;
let shopObjects: Record<string, string>;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  const autoscaled = `  replicas: 2
  services: { order: { autoscaling: { min: 2, max: 4 } } }`;
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ more: autoscaled }));
  await waitUntilReady(cluster, namespace);
  shopObjects = objectHashes(await managed());
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

/** Except the root Secret, certificates, which are reissued, and completed Jobs. */
const managed = async () =>
  (await listManagedObjects(cluster, namespace)).filter(
    ({ kind, metadata }) => kind !== 'Job' && !['shop-root', 'shop-ca'].includes(metadata.name),
  );
const unchanged = () =>
  waitUntil(async () => {
    assert.deepEqual(objectHashes(await managed()), shopObjects);
    return true;
  }, 60_000);
const kubectl = (...args: string[]) => cluster.kubectl(['-n', namespace, ...args]);

test('recreates deleted objects as they were', async () => {
  const all = await managed();
  const kinds = new Set(all.map(({ kind }) => kind));
  for (const kind of [
    'Secret',
    'ConfigMap',
    'Service',
    'ServiceAccount',
    'Deployment',
    'StatefulSet',
    'NetworkPolicy',
    'Ingress',
    'PodDisruptionBudget',
    'HorizontalPodAutoscaler',
    'Component',
    'Configuration',
    'Resiliency',
    'Subscription',
  ])
    assert.ok(kinds.has(kind), kind);
  for (const object of all) await cluster.client.delete(referenceTo(object), { uid: object.metadata.uid });
  await unchanged();
});

const uids = (objects: readonly KubeObject[]) =>
  Object.fromEntries(objects.map((object) => [keyOf(referenceTo(object)), object.metadata.uid]));

test('restores its own label, keeps a foreign one, and recreates nothing', async () => {
  const ids = uids(await managed());
  const label = (somebody: string | null) => ({ metadata: { labels: { somebody } } });
  for (const object of await managed()) {
    await cluster.client.mergePatch(referenceTo(object), { metadata: { labels: { 'mambogo.com/part': 'stolen' } } });
    await cluster.client.mergePatch(referenceTo(object), label('else'));
  }
  await waitUntil(async () => {
    for (const { kind, metadata } of await managed()) {
      assert.notEqual(metadata.labels?.['mambogo.com/part'], 'stolen', `${kind} ${metadata.name}`);
      assert.equal(metadata.labels?.somebody, 'else', `${kind} ${metadata.name}`);
    }
    return true;
  }, 60_000);
  for (const object of await managed()) await cluster.client.mergePatch(referenceTo(object), label(null));
  await unchanged();
  assert.deepEqual(uids(await managed()), ids);
});

const edits: readonly [string, (object: KubeObject) => unknown][] = [
  ['Deployment', () => ({ spec: { template: { spec: { terminationGracePeriodSeconds: 7 } } } })],
  ['StatefulSet', () => ({ spec: { template: { spec: { terminationGracePeriodSeconds: 7 } } } })],
  ['Service', () => ({ spec: { sessionAffinity: 'ClientIP' } })],
  ['Secret', () => ({ data: { extra: 'eA==' } })],
  ['ConfigMap', () => ({ data: { 'start.sh': 'exit 0' } })],
  ['NetworkPolicy', () => ({ spec: { ingress: [{}], egress: [{}] } })],
  ['Component', () => ({ scopes: [] })],
  ['Ingress', () => ({ spec: { rules: [{ host: 'elsewhere.example' }] } })],
  ['HorizontalPodAutoscaler', () => ({ spec: { maxReplicas: 50 } })],
];
test(`repairs edited objects in place: ${edits.map(([kind]) => kind).join(', ')}`, async () => {
  const before = await managed();
  for (const [kind, edit] of edits) {
    const edited = before.filter((one) => one.kind === kind);
    assert.ok(edited.length > 0, kind);
    for (const object of edited) await cluster.client.mergePatch(referenceTo(object), edit(object));
  }
  await unchanged();
  assert.deepEqual(uids(await managed()), uids(before));
});

test('removes a container that another manager added to a service', async () => {
  const intruder = {
    spec: { template: { spec: { containers: [{ name: 'intruder', image: 'example.com/intruder' }] } } },
  };
  const apply = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop-cart', namespace }, ...intruder };
  await cluster.kubectl(['apply', '--server-side', '--field-manager=intruder', '-f', '-'], JSON.stringify(apply));
  await unchanged();
});

test('recreates a ConfigMap that somebody made immutable', async () => {
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'shop-redis' };
  await cluster.client.mergePatch(reference, { immutable: true, data: { 'start.sh': 'exit 0' } });
  await unchanged();
});

test('leaves replicas of an autoscaler and a rollout restart alone', async () => {
  await kubectl('rollout', 'restart', 'deployment/shop-gateway');
  await cluster.client.mergePatch(
    { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'shop-order' },
    { spec: { replicas: 3 } },
  );
  await kubectl('rollout', 'status', 'deployment/shop-gateway', '--timeout=60s');
  await waitUntilReady(cluster, namespace);
  assert.match(await kubectl('get', 'deployment', 'shop-gateway', '-o', 'yaml'), /restartedAt/);
  assert.equal(await kubectl('get', 'deployment', 'shop-order', '-o', 'jsonpath={.spec.replicas}'), '3');
});

test('prunes objects that are no longer part of the shop', async () => {
  await cluster.kubectl(
    ['apply', '-n', namespace, '-f', '-'],
    storefrontYaml().replace('  ingress: { className: traefik }\n', ''),
  );
  await waitUntilReady(cluster, namespace);
  await waitUntil(
    async () =>
      !(await managed()).some(({ kind }) =>
        ['Ingress', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'].includes(kind),
      ),
  );
  assert.ok(
    Object.keys(shopObjects).includes(
      keyOf({ ...findResourceKind({ apiVersion: 'apps/v1', kind: 'Deployment' }), namespace, name: 'shop-cart' }),
    ),
  );
});

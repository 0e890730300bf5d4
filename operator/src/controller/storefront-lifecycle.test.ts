import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keepsFiles } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import { auditedWrites, auditPosition } from '../../testing/audited-requests.ts';
import { listManagedObjects, namesOf, objectHashes } from '../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { getStorefront, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { fieldNumber, fieldText, type KubeObject } from '../kube/kube-object.ts';
import { namespaces, pods, storefronts, volumeClaims } from '../kube/resource-kinds.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  for (const name of ['one', 'two']) await cluster.namespace(name);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const apply = (ns: string, text: string) => cluster.kubectl(['apply', '-n', ns, '-f', '-'], withHost(ns, text));
const gone = (namespace: string, name = 'shop') =>
  waitUntil(async () => !(await namesOf(cluster, storefronts, namespace)).includes(name));
const claims = async (namespace: string): Promise<KubeObject[]> => {
  const found: KubeObject[] = [];
  for await (const { items } of cluster.client.list({ kind: volumeClaims, namespace })) found.push(...items);
  return found;
};

test('creates a whole shop from one resource, in a namespace that enforces restricted', async () => {
  await apply('one', storefrontYaml());
  const status = await waitUntilReady(cluster, 'one');
  assert.equal(status.url, 'https://one.mambogo.com');
  assert.equal(status.version, currentVersion);
  assert.deepEqual(
    // Nothing waits for the schema registry.
    status.conditions
      .filter(({ type }) => type !== 'SchemaRegistryReady')
      .map(({ type, status: is }) => `${type} ${is}`),
    [
      ...['Ready True', 'Available True', 'Progressing False', 'Stalled False', 'Accepted True'],
      ...['FieldsSupported True', 'Honoured True', 'MailConfigured False'],
      ...['SecretsReady True', 'StoresReady True', 'DataReady True', 'ServicesReady True', 'IngressReady True'],
      'Reachable Unknown',
      'InvariantsHold Unknown',
    ],
  );
  assert.ok(status.services?.every(({ ready, version }) => ready && version === currentVersion));
  assert.deepEqual(
    status.data?.map(({ name, ready }) => [name, ready]),
    [
      ['postgres', true],
      ['mysql', true],
      ['redis', true],
      ['kafka', true],
    ],
  );
  const columns = await cluster.kubectl(['get', 'sf', '-n', 'one', 'shop']);
  assert.deepEqual(columns.trim().split('\n').at(-1)?.split(/\s+/).slice(0, 5), [
    ...['shop', 'True', 'Ready', 'https://one.mambogo.com', currentVersion],
  ]);
  // An Event is recorded after its condition.
  const events = await waitUntil(async () => {
    const ofStorefronts = 'involvedObject.kind=Storefront';
    const said = await cluster.kubectl(['get', 'events', '-n', 'one', '--field-selector', ofStorefronts]);
    assert.match(said, /Ready: the shop is ready/);
    return said;
  });
  assert.doesNotMatch(events, /Warning/, 'nothing was wrong');
});

test('shares nothing between two shops in a namespace, or of the same name in two', async () => {
  const before = objectHashes(await listManagedObjects(cluster, 'one'));
  await apply('one', storefrontYaml({ name: 'other', host: 'other.mambogo.com' }));
  await apply('two', storefrontYaml());
  await Promise.all([waitUntilReady(cluster, 'one', 'other'), waitUntilReady(cluster, 'two')]);
  assert.deepEqual(objectHashes(await listManagedObjects(cluster, 'one')), before);
  const secret = async (namespace: string, name: string) =>
    fieldText(
      await cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name }),
      'data',
      'database-password',
    );
  const passwords = [
    await secret('one', 'shop-order-credentials'),
    await secret('one', 'other-order-credentials'),
    await secret('two', 'shop-order-credentials'),
  ];
  assert.equal(new Set(passwords).size, 3);
});

test('writes nothing when nothing changed, also after a restart', async () => {
  await waitUntil(async () => {
    const since = auditPosition(cluster);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    return auditedWrites(cluster, since).length === 0;
  });
  await operator.stop();
  const since = auditPosition(cluster);
  operator = await startOperator(cluster);
  // Every Storefront was reconciled: the queue is empty and the cache synced.
  await waitUntil(async () =>
    (await operator.meter.render()).includes('mambogo_operator_reconciles_total{result="success"}'),
  );
  await waitUntil(async () => /mambogo_operator_queue_length 0/.test(await operator.meter.render()));
  assert.deepEqual(auditedWrites(cluster, since), []);
});

test('leaves a paused shop unchanged, and continues afterwards', async () => {
  await apply('two', storefrontYaml({ more: '  paused: true' }));
  const isSeenPaused = async () => {
    const { metadata, status } = await getStorefront(cluster, 'two');
    return fieldText(status, 'phase') === 'Paused' && fieldNumber(status, 'observedGeneration') === metadata.generation;
  };
  await waitUntil(isSeenPaused);
  await cluster.kubectl(['delete', 'ingress', '-n', 'two', 'shop-gateway']);
  await cluster.kubectl(['scale', 'sf', '-n', 'two', 'shop', '--replicas=2']);
  // Only the status is written.
  await waitUntil(isSeenPaused);
  const since = auditPosition(cluster);
  await waitUntil(async () => /queue_length 0/.test(await operator.meter.render()));
  assert.deepEqual(auditedWrites(cluster, since), []);
  await apply('two', storefrontYaml());
  await waitUntilReady(cluster, 'two');
  await waitUntil(async () => (await cluster.kubectl(['get', 'ingress', '-n', 'two'])).includes('shop-gateway'));
});

/** All but the simulator, which keeps a ledger. */
const stateless = services.filter((service) => !keepsFiles(service));

test('scales all stateless services by the scale subresource', async () => {
  await cluster.kubectl(['scale', 'sf', '-n', 'two', 'shop', '--replicas=2']);
  const list = 'get deploy -n two -l mambogo.com/part!=apicurio'.split(' ');
  const ready = [...list, '-o', 'jsonpath={.items[*].status.readyReplicas}'];
  await waitUntil(async () => (await cluster.kubectl(ready)) === stateless.map(() => '2').join(' '));
  await waitUntilReady(cluster, 'two');
  const scale = JSON.parse(
    await cluster.kubectl(['get', '--raw', '/apis/mambogo.com/v1alpha1/namespaces/two/storefronts/shop/scale']),
  ) as { spec: { replicas: number }; status: { replicas: number; selector: string } };
  assert.deepEqual([scale.spec.replicas, scale.status.replicas], [2, 2]);
  const counted = await cluster.kubectl(['get', 'pods', '-n', 'two', '-l', scale.status.selector, '-o', 'name']);
  assert.equal(counted.trim().split('\n').length, 2 * stateless.length);
  assert.match(await cluster.kubectl(['get', 'pdb', '-n', 'two']), /shop-order/);
});

test('keeps data with Retain, and a new Storefront of the name reuses the root key', async () => {
  const root = async () =>
    fieldText(
      await cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace: 'two', name: 'shop-root' }),
      'data',
      'root',
    );
  const [before, volumes] = [await root(), (await claims('two')).map(({ metadata }) => metadata.uid)];
  await cluster.kubectl(['delete', 'sf', '-n', 'two', 'shop', '--wait=false']);
  await gone('two');
  assert.deepEqual(
    (await listManagedObjects(cluster, 'two')).map(({ metadata }) => metadata.name),
    ['shop-root'],
  );
  // One for each store, Kafka, the simulator's ledger and the settings' repository.
  assert.equal(volumes.length, 6);
  assert.deepEqual(
    (await claims('two')).map(({ metadata }) => metadata.uid),
    volumes,
  );
  await apply('two', storefrontYaml());
  await waitUntilReady(cluster, 'two');
  assert.ok(before);
  assert.equal(await root(), before);
  assert.deepEqual(
    (await claims('two')).map(({ metadata }) => metadata.uid),
    volumes,
  );
});

test('deletes everything with Delete', async () => {
  await apply('two', storefrontYaml({ more: '  deletionPolicy: Delete' }));
  await waitUntilReady(cluster, 'two');
  await cluster.kubectl(['delete', 'sf', '-n', 'two', 'shop', '--wait=false']);
  await gone('two');
  await waitUntil(async () => (await claims('two')).length === 0);
  assert.deepEqual(await listManagedObjects(cluster, 'two'), []);
  await waitUntil(async () => (await namesOf(cluster, pods, 'two')).length === 0);
  const left = await cluster.kubectl(['get', 'all,secrets,configmaps', '-n', 'two', '-o', 'name']);
  assert.equal(left.trim(), 'configmap/kube-root-ca.crt');
  assert.equal((await getStorefront(cluster, 'one')).metadata.name, 'shop');
});

test('deletes shops and root Secrets with their namespace', async () => {
  await cluster.kubectl(['delete', 'namespace', 'one', '--wait=false']);
  await waitUntil(async () => !(await namesOf(cluster, namespaces, '')).includes('one'), 120_000);
});

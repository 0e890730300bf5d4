/** The schema registry of a shop on a real API server, with simulated pods. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { field, fieldNumber } from '../../kube/kube-object.ts';
import { statusOf } from '../status/shop-status.ts';

const namespace = 'schemas';
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'shop-apicurio' };
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml());
  await waitUntilReady(cluster, namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const edit = (schemaRegistry: object) =>
  cluster.client.mergePatch(
    { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'shop' },
    { spec: { schemaRegistry } },
  );
const registry = () => cluster.client.get(deployment);
const waitForReason = (reason: string) =>
  waitForCondition(cluster, namespace, 'SchemaRegistryReady', (condition) => condition.reason === reason);

test('a Storefront that names none has one in this profile, and its drift is repaired', async () => {
  assert.equal((await waitForReason('Available')).status, 'True');
  await cluster.client.mergePatch(deployment, { spec: { replicas: 3 } });
  await waitUntil(async () => {
    assert.equal(fieldNumber((await registry())?.spec, 'replicas'), 1);
    return true;
  }, 60_000);
});

test("the shop is Ready and Available while its pod can't start", async () => {
  const away = { embedded: { resources: { requests: { cpu: '900' } } } };
  await edit(away);
  const condition = await waitForCondition(
    cluster,
    namespace,
    'SchemaRegistryReady',
    ({ status }) => status === 'False',
  );
  assert.match(condition.message, /^apicurio: /);
  const { conditions } = await waitUntilReady(cluster, namespace);
  assert.equal(conditions.find(({ type }) => type === 'Available')?.status, 'True');
  assert.ok(!conditions.some(({ type, status }) => type === 'Stalled' && status === 'True'));
});

test('an external one replaces it, and a missing login is named', async () => {
  await edit({ embedded: null, external: { url: 'https://registry.example.com', secretName: 'login' } });
  const { message } = await waitForReason('ExternalSecretMissing');
  assert.match(message, /^spec\.schemaRegistry\.external\.secretName: there is no Secret login in schemas/);
  await waitUntilReady(cluster, namespace);
  await waitUntil(async () => {
    assert.equal(await registry(), undefined, 'the embedded one is pruned');
    return true;
  }, 60_000);
  await cluster.kubectl(['create', 'secret', 'generic', 'login', '-n', namespace, '--from-literal=username=a']);
  await edit({ external: { url: 'https://registry.example.com/' } });
  assert.match((await waitForReason('ExternalSecretIncomplete')).message, /Secret login lacks password/);
});

test('without one there is no condition', async () => {
  await edit({ external: null, none: {} });
  await waitUntil(async () => {
    const storefront = await getStorefront(cluster, namespace);
    const { conditions } = statusOf(storefront);
    assert.ok(!conditions.some(({ type }) => type === 'SchemaRegistryReady'));
    assert.equal(field(storefront.status, 'observedGeneration'), storefront.metadata.generation);
    return true;
  }, 60_000);
});

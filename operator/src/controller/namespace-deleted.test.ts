import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { namesOf } from '../../testing/list-managed-objects.ts';
import { operatorKubeConfig, operatorRights } from '../../testing/operator-account.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { isForbidden } from '../kube/api-error.ts';
import { createClient } from '../kube/client.ts';
import { createConnection } from '../kube/connection.ts';
import { fieldNumber } from '../kube/kube-object.ts';
import * as kinds from '../kube/resource-kinds.ts';
import type { StatusCondition } from './status/conditions.ts';

const user = 'operator-of-some';
const namespaces = ['mine', 'other', 'later'];
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  for (const name of namespaces) await cluster.namespace(name);
  await grant('mine', 'other');
  operator = await start();
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

/** Roles in these namespaces, and the cluster-wide permissions. */
const grant = (...where: string[]) =>
  cluster.kubectl(
    ['apply', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: operatorRights(user, where) }),
  );
const start = (more: readonly string[] = []) =>
  startOperator(cluster, {
    namespaces: [...namespaces, ...more],
    kubeConfig: operatorKubeConfig(cluster.kubeconfig, user),
    unwatchedAfter: 0,
  });
const apply = (namespace: string, text = storefrontYaml()) =>
  cluster.kubectl(['apply', '-n', namespace, '-f', '-'], withHost(namespace, text));

test('with Roles in some namespaces it reads only Storefronts in the others', async () => {
  const connection = createConnection(operatorKubeConfig(cluster.kubeconfig, user));
  const client = createClient(connection);
  const otherNamespace = { namespace: 'default', name: 'any' };
  assert.equal(
    await client.get({ apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', ...otherNamespace }),
    undefined,
  );
  await assert.rejects(client.get({ apiVersion: 'v1', kind: 'Secret', ...otherNamespace }), isForbidden);
  await connection.close();
});

test('reports a namespace without its Role, blocks no other, and reconciles once the Role exists', async () => {
  await apply('later');
  const { message } = await waitForCondition(cluster, 'later', 'SecretsReady', ({ reason }) => reason === 'Forbidden');
  assert.match(message, /cannot read objects in later .*add the namespace to the chart's value namespaces/);
  await apply('mine');
  await waitUntilReady(cluster, 'mine');
  await grant('later');
  await waitForCondition(cluster, 'later', 'SecretsReady', ({ status }) => status === 'True');
  await cluster.kubectl(['delete', 'storefront', '-n', 'later', 'shop', '--wait=false']);
});

test('releases the Storefront of a deleted namespace whose Role was deleted first', {
  timeout: 120_000,
}, async () => {
  await cluster.kubectl(['delete', 'namespace', 'mine', '--wait=false']);
  // The worst order there is: nothing of the shop can be asked for any more while all of it is still there.
  await cluster.kubectl(['delete', 'role,rolebinding', '-n', 'mine', '--all', '--ignore-not-found']);
  await waitUntil(async () => !(await namesOf(cluster, kinds.namespaces, '')).includes('mine'));
});

test('starts without waiting for a namespace that no longer exists', async () => {
  await operator.stop();
  operator = await start();
  await apply('other', storefrontYaml({ host: 'other.mambogo.com' }));
  await waitUntilReady(cluster, 'other');
});

test('waits while the Role of a deleted Storefront is missing, and leaves nothing behind afterwards', async () => {
  await apply('other', storefrontYaml({ host: 'other.mambogo.com', more: '  deletionPolicy: Delete' }));
  await waitUntilReady(cluster, 'other');
  await cluster.kubectl(['delete', 'rolebinding', '-n', 'other', '--all']);
  await cluster.kubectl(['delete', 'storefront', '-n', 'other', 'shop', '--wait=false']);
  await waitUntil(async () => (await operator.meter.render()).includes('reconciles_total{result="failure"}'));
  assert.match(await cluster.kubectl(['get', 'storefront', '-n', 'other', '-o', 'name']), /shop/);
  await grant('other');
  for (const kind of [kinds.storefronts, kinds.volumeClaims])
    await waitUntil(async () => (await namesOf(cluster, kind, 'other')).length === 0);
});

test('reports a Storefront in an unwatched namespace once, and reconciles it when the namespace is watched', async () => {
  const namespace = 'elsewhere';
  await cluster.namespace(namespace);
  await apply(namespace);
  const isReported = ({ reason, status }: StatusCondition) => reason === 'NamespaceNotWatched' && status === 'True';
  const { message } = await waitForCondition(cluster, namespace, 'Stalled', isReported);
  assert.match(message, /no operator watches namespace elsewhere: this one watches mine, other, later/);
  await operator.stop();
  await apply(namespace, storefrontYaml({ host: 'elsewhere.mambogo.com' }));
  operator = await start();
  const isSeen = async () => {
    const { metadata, status } = await getStorefront(cluster, namespace);
    return fieldNumber(status, 'observedGeneration') === metadata.generation;
  };
  await waitUntil(isSeen);
  const events = async () => {
    const eventCountArgs = ['--field-selector', 'reason=NamespaceNotWatched', '-o', 'jsonpath={.items[*].count}'];
    return (await cluster.kubectl(['get', 'events', '-n', namespace, ...eventCountArgs])).trim();
  };
  assert.equal(await waitUntil(events), '1');

  await operator.stop();
  await grant(namespace);
  operator = await start([namespace]);
  await waitForCondition(cluster, namespace, 'SecretsReady', ({ status }) => status === 'True');
  await waitForCondition(cluster, namespace, 'Stalled', ({ status }) => status === 'False');
});

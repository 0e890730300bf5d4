/** Rotations on a real API server; pods are kwok's, so log-ins are not tried here (jobs/rotated-logins.test.ts does). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listManagedObjects } from '../../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { statusOf } from '../status/shop-status.ts';

const namespace = 'rotated';
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

const apply = (more: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ more }));
const rotateTo = (generation: number) => apply(`  credentials: { generation: ${generation} }`);
const credentials = async () => statusOf(await getStorefront(cluster, namespace)).credentials;
const secrets = async () =>
  (await listManagedObjects(cluster, namespace))
    .filter(({ kind }) => kind === 'Secret')
    .map(({ metadata }) => metadata.name);

test('a killed operator goes on where it stopped; afterwards only the new credentials are left', async () => {
  await apply('');
  assert.equal((await waitUntilReady(cluster, namespace)).credentials, undefined);
  await operator.stop();
  operator = await startOperator(cluster, { maxWrites: 60 });
  await rotateTo(2);
  await waitUntil(() => operator.writeLimitReached());
  const stopped = await credentials();
  assert.deepEqual([stopped?.generation, stopped?.target], [1, 2]);
  const both = await secrets();
  await operator.stop();
  operator = await startOperator(cluster);
  await waitForCondition(cluster, namespace, 'CredentialsRotated', ({ status }) => status === 'True');
  const { credentials: done, phase } = await waitUntilReady(cluster, namespace);
  assert.deepEqual([phase, done?.generation, done?.previous, done?.phase], ['Ready', 2, 1, 'Complete']);
  await waitUntil(async () => {
    const now = await secrets();
    assert.ok(now.includes('shop-order-credentials-g2') && !now.includes('shop-order-credentials'), now.join());
    return true;
  });
  assert.ok(both.includes('shop-order-credentials'), 'those of the first stayed while pods had them');
  const events = await cluster.kubectl(['get', 'events', '-n', namespace]);
  for (const phase of ['HandingOver', 'Settling', 'Revoking', 'Complete'])
    assert.match(events, new RegExp(`Credentials${phase}`));
});

test('the generation is not lowered, neither by the API server nor by an operator that finds it so', async () => {
  await assert.rejects(rotateTo(1), /credentials\.generation cannot be lowered/);
  await assert.rejects(apply(''), /credentials\.generation cannot be lowered/);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { convergeSpecs } from '../../testing/converge-specs.ts';
import { listManagedObjects, objectHashes } from '../../testing/list-managed-objects.ts';
import { randomSpec } from '../../testing/random-spec.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

// More of them in npm run nightly, and any number in npm run bench -- operator-specs.
test('any valid spec converges or names what blocks it, and none keeps the operator writing', {
  timeout: 850_000,
}, async () => {
  const specs = fc.sample(randomSpec, { numRuns: Number(process.env.RANDOM_SPECS ?? 2), seed: 20261125 });
  const phases = await convergeSpecs(cluster, specs);
  // Of a few, each may need a Secret that is not there.
  if (specs.length >= 10) assert.ok(phases.includes('Ready'), phases.join());
});

const namespace = 'effects';
const apply = (more: string) =>
  cluster.kubectl(['apply', '-n', namespace, '-f', '-'], withHost(namespace, storefrontYaml({ more })));
const managed = async () =>
  objectHashes((await listManagedObjects(cluster, namespace)).filter(({ kind }) => kind !== 'Job'));

test('rejects a new field without effect, and keeps reconciling a shop that an earlier release accepted with it', async () => {
  await cluster.namespace(namespace);
  await apply('');
  await waitUntilReady(cluster, namespace);
  const unread = '  settings: { git: { url: "ssh://git.example/shop.git" } }';
  await apply(unread);
  const rejected = await waitForCondition(cluster, namespace, 'Accepted', ({ reason }) => reason === 'NotSupported');
  assert.match(rejected.message, /^spec\.settings\.git\.url has no effect in this release/);
  await operator.stop();
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'shop-applied' };
  const { generation = 0 } = (await getStorefront(cluster, namespace)).metadata;
  const { spec } = await getStorefront(cluster, namespace);
  await cluster.client.mergePatch(reference, { data: { 'accepted.json': JSON.stringify({ generation, spec }) } });
  operator = await startOperator(cluster);
  await waitUntilReady(cluster, namespace);
  const { message } = await waitForCondition(cluster, namespace, 'FieldsSupported', ({ status }) => status === 'False');
  assert.match(message, /spec\.settings\.git\.url/);
  await apply(`${unread}\n  backup: { schedule: "daily", destination: { volumeClaim: { claimName: b } } }`);
  const more = await waitForCondition(cluster, namespace, 'Accepted', ({ reason }) => reason === 'NotSupported');
  assert.match(more.message, /^spec\.backup\.schedule is not a cron expression/);
  await apply('');
  await waitForCondition(cluster, namespace, 'FieldsSupported', ({ status }) => status === 'True');
  await waitUntilReady(cluster, namespace);
});

test("applies pod settings, rejects overrides of the shop's own settings by name, and unknown components at admission", async () => {
  const made = await managed();
  await assert.rejects(
    apply('  pods: { orders: { labels: { team: a } } }'),
    /a key must be all, services, stores, jobs or/,
  );
  await apply('  pods: { order: { env: [{ name: MALLOC_ARENA_MAX, value: "2" }] } }');
  const { message } = await waitForCondition(cluster, namespace, 'Accepted', ({ reason }) => reason === 'InvalidSpec');
  assert.match(message, /^spec\.pods, of order: the shop sets MALLOC_ARENA_MAX itself/);
  const agent = '{ name: agent, image: "registry.test/agent:1" }';
  const more = `template: { spec: { containers: [${agent}] } }`;
  await apply(`  pods: { order: { labels: { team: a }, tolerations: [{ operator: Exists }], ${more} } }`);
  await waitUntilReady(cluster, namespace);
  const asked = (path: string) =>
    cluster.kubectl(['get', 'deploy', '-n', namespace, 'shop-order', '-o', `jsonpath={.spec.template${path}}`]);
  assert.equal(await asked('.spec.containers[*].name'), 'order agent');
  assert.equal(await asked('.spec.containers[1].securityContext.readOnlyRootFilesystem'), 'true');
  assert.equal(await asked('.metadata.labels.team'), 'a');
  await apply('');
  await waitUntilReady(cluster, namespace);
  assert.deepEqual(await managed(), made);
});

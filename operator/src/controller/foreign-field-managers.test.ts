import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { foreignAnnotation, startAnnotatingController } from '../../testing/annotating-controller.ts';
import { auditedWrites, auditPosition } from '../../testing/audited-requests.ts';
import { listManagedObjects } from '../../testing/list-managed-objects.ts';
import { observeReplicas } from '../../testing/observe-replicas.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { field, type KubeObject, keyOf, type ObjectReference, referenceTo } from '../kube/kube-object.ts';
import { maxRepairs } from './apply/field-conflicts.ts';
import { statusOf } from './status/shop-status.ts';

const namespace = 'shared';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await apply('  replicas: 2');
  await waitUntilReady(cluster, namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const apply = (more: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ more }));
const objectNamed = (kind: string, name: string, apiVersion = 'v1'): ObjectReference => ({
  apiVersion,
  kind,
  namespace,
  name,
});
const get = async (reference: ObjectReference): Promise<KubeObject> =>
  (await cluster.client.get(reference)) ?? assert.fail(`no ${keyOf(reference)}`);
const identities = async () =>
  Object.fromEntries(
    (await listManagedObjects(cluster, namespace)).map((object) => [
      keyOf(referenceTo(object)),
      [object.metadata.uid, field(object.spec, 'clusterIP')],
    ]),
  );

/** Milliseconds until the operator's own fields are restored. */
const waitForRevert = 5_000;
/** Five minutes of it, with edits at three moments: `npm run nightly`. */
const timeoutSeconds = Number(process.env.ANNOTATED_SECONDS ?? 10);
const editedAt = timeoutSeconds > 60 ? [0.1, 0.5, 0.9] : [0.2];

test('recreates nothing and repairs drift beside a controller that annotates every object twice a second', {
  timeout: 600_000,
}, async (t) => {
  const [before, since] = [await identities(), auditPosition(cluster)];
  const controller = startAnnotatingController(cluster, await listManagedObjects(cluster, namespace));
  const edits: readonly [ObjectReference, unknown, (object: KubeObject) => boolean][] = [
    [
      objectNamed('Service', 'shop-gateway'),
      { spec: { selector: { 'mambogo.com/part': 'nobody' } } },
      ({ spec }) => field(spec, 'selector', 'mambogo.com/part') === 'gateway',
    ],
    [
      objectNamed('Deployment', 'shop-cart', 'apps/v1'),
      { metadata: { labels: { 'mambogo.com/part': 'stolen' } } },
      ({ metadata }) => metadata.labels?.['mambogo.com/part'] === 'cart',
    ],
    [
      objectNamed('ConfigMap', 'shop-redis'),
      { data: { 'start.sh': 'exit 0' } },
      ({ data }) => field(data, 'start.sh') !== 'exit 0',
    ],
    [
      objectNamed('Ingress', 'shop-gateway', 'networking.k8s.io/v1'),
      { spec: { rules: [{ host: 'elsewhere.example' }] } },
      ({ spec }) => field(spec, 'rules', 0, 'host') === 'demo.mambogo.com',
    ],
  ];
  const began = performance.now();
  let repairs = 0;
  for (const moment of editedAt) {
    await waitUntil(() => performance.now() - began > moment * timeoutSeconds * 1_000, timeoutSeconds * 1_000);
    for (const [reference, patch, isBack] of edits) {
      await cluster.client.mergePatch(reference, patch);
      const edited = performance.now();
      await waitUntil(async () => isBack(await get(reference)), waitForRevert);
      repairs += 1;
      t.diagnostic(`${reference.kind} was back after ${Math.round(performance.now() - edited)} ms`);
    }
  }
  await waitUntil(() => performance.now() - began > timeoutSeconds * 1_000, timeoutSeconds * 1_000);
  const rounds = await controller.stop();
  t.diagnostic(`${rounds} rounds in ${Math.round((performance.now() - began) / 1_000)} s`);

  assert.deepEqual(await identities(), before);
  const annotated = (await listManagedObjects(cluster, namespace)).filter(
    ({ metadata }) => metadata.annotations?.[foreignAnnotation] !== undefined,
  );
  assert.equal(annotated.length, Object.keys(before).length, 'what is others’ stays');
  const writes = auditedWrites(cluster, since);
  assert.deepEqual(
    writes.filter((write) => write.startsWith('delete')),
    [],
  );
  // Each repair: the object, what was written down of it, an Event, and what the status says of pods that rolled.
  assert.ok(writes.length <= repairs * 6, `${writes.length} writes for ${repairs} repairs: ${writes.join('\n')}`);
  t.diagnostic(`${writes.length} writes for ${repairs} repairs`);
  await waitUntilReady(cluster, namespace);
});

test('backs off from a manager that keeps setting a field, reports it, and retries when the Storefront changes', {
  timeout: 300_000,
}, async () => {
  const limits = (await listManagedObjects(cluster, namespace)).find(
    ({ metadata }) => metadata.name === 'shop-gateway-limits',
  );
  assert.ok(limits);
  const reference = referenceTo(limits);
  const [key] = Object.keys(limits.data as Readonly<Record<string, string>>);
  assert.ok(key);
  const foreignObject = {
    ...reference,
    metadata: { name: reference.name, namespace },
    data: { [key]: '{"theirs":1}' },
  };
  const { namespace: _, name: __, ...object } = foreignObject;
  let contending = true;
  const contender = (async () => {
    while (contending) {
      if (field((await get(reference)).data, key) !== '{"theirs":1}') await cluster.client.apply(object, 'contender');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const since = auditPosition(cluster);
  const conflict = await waitForCondition(cluster, namespace, 'FieldConflict', ({ status }) => status === 'True');
  assert.match(conflict.message, /ConfigMap shop-gateway-limits: contender/);
  const ofLimits = () =>
    auditedWrites(cluster, since).filter((write) => write.includes('configmaps/shop-gateway-limits?'));
  assert.equal(ofLimits().length, maxRepairs);
  await waitUntil(async () => field((await get(reference)).data, key) === '{"theirs":1}');
  assert.equal(ofLimits().length, maxRepairs, 'and nothing more is written');
  const { conditions, phase } = statusOf(await getStorefront(cluster, namespace));
  assert.equal(conditions.find(({ type }) => type === 'Stalled')?.reason, 'FieldConflict');
  assert.equal(conditions.find(({ type }) => type === 'Available')?.status, 'True');
  assert.equal(phase, 'Degraded');
  contending = false;
  await contender;
  await apply('  replicas: 2\n  limits: { cart: { user: 77 } }');
  await waitUntilReady(cluster, namespace);
  assert.match(String(field((await get(reference)).data, key)), /77/);
});

const order = objectNamed('Deployment', 'shop-order', 'apps/v1');
const replicasOf = async () => field((await get(order)).spec, 'replicas');

test('leaves replicas to a foreign autoscaler, and takes them back when it is deleted', async () => {
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: order.name };
  const foreignObject = objectNamed('HorizontalPodAutoscaler', 'theirs', 'autoscaling/v2');
  await cluster.client.create({
    apiVersion: foreignObject.apiVersion,
    kind: foreignObject.kind,
    metadata: { name: foreignObject.name, namespace },
    spec: { scaleTargetRef: target, minReplicas: 4, maxReplicas: 6 },
  });
  await waitUntil(async () => (await replicasOf()) === 4);
  const followed = await observeReplicas(cluster, order);
  await waitUntilReady(cluster, namespace);
  await apply('  replicas: 1\n  limits: { cart: { user: 78 } }');
  await waitUntilReady(cluster, namespace);
  await followed.stop();
  assert.ok(
    followed.counts.every((count) => count === 4),
    followed.counts.join(),
  );
  await cluster.client.delete(foreignObject);
  await cluster.kubectl(['annotate', 'sf', '-n', namespace, 'shop', 'look=again']);
  await waitUntil(async () => (await replicasOf()) === 1);
});

test('hands replicas over to autoscaling without dropping below the live count', async () => {
  await apply('  replicas: 3');
  await waitUntilReady(cluster, namespace);
  assert.equal(await replicasOf(), 3);
  const followed = await observeReplicas(cluster, order);
  await apply('  replicas: 3\n  services: { order: { autoscaling: { min: 2, max: 5 } } }');
  await waitUntil(() => cluster.client.get(objectNamed('HorizontalPodAutoscaler', 'shop-order', 'autoscaling/v2')));
  await waitUntilReady(cluster, namespace);
  await apply('  replicas: 3\n  services: { order: { autoscaling: { min: 2, max: 6 } } }');
  await waitUntilReady(cluster, namespace);
  await followed.stop();
  assert.ok(followed.counts.length > 0);
  assert.ok(
    followed.counts.every((count) => count === 3),
    followed.counts.join(),
  );
});

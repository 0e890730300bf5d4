/** Scaling by the lag of consumers: with KEDA's kinds, without them, and from one to the other. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { keda } from '@mambogo/local/toolchain/build-cluster-tools.ts';
import { goModule } from '@mambogo/local/toolchain/build-go.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { field, fieldList, type KubeObject, type ObjectReference } from '../kube/kube-object.ts';
import { autoscalers, scaledObjects } from '../kube/resource-kinds.ts';

const namespace = 'lagging';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster({ ofItsOwn: true });
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const scaling = (values: string) => `  services: { order: { autoscaling: { min: 1, max: 3, ${values} } } }`;
const apply = (more: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ more }));
const named = ({ apiVersion, kind }: typeof autoscalers, name = 'shop-order'): ObjectReference => ({
  apiVersion,
  kind,
  namespace,
  name,
});
const get = (reference: ObjectReference): Promise<KubeObject | undefined> => cluster.client.get(reference);
const whenPresent = (reference: ObjectReference) =>
  waitUntil(async () => (await get(reference)) ?? assert.fail(`no ${reference.kind} ${reference.name}`));
const whenAbsent = (reference: ObjectReference) => waitUntil(async () => (await get(reference)) === undefined);
const fieldsSupported = (matching: RegExp) =>
  waitForCondition(cluster, namespace, 'FieldsSupported', ({ message }) => matching.test(message));

test('without KEDA it scales by CPU, and says that lag has no effect', async () => {
  await apply(scaling('lag: 100'));
  await waitUntilReady(cluster, namespace);
  await whenPresent(named(autoscalers));
  const { status, message } = await fieldsSupported(/services\.order\.autoscaling\.lag/);
  assert.equal(status, 'False');
  assert.match(message, /no KEDA: install KEDA 2\.18; until then the service scales by CPU alone/);
});

test('once KEDA is installed, one ScaledObject scales by both', async () => {
  const folder = await goModule(keda, { cache: cacheFolder(), logs: cluster.logs });
  const files = ['scaledobjects', 'triggerauthentications'].flatMap((plural) => [
    '--filename',
    join(folder, `config/crd/bases/keda.sh_${plural}.yaml`),
  ]);
  await cluster.kubectl(['apply', '--server-side', ...files]);
  const { spec } = await whenPresent(named(scaledObjects));
  assert.deepEqual(
    fieldList(spec, 'triggers').map((trigger) => field(trigger, 'type')),
    ['cpu', 'kafka'],
  );
  await whenAbsent(named(autoscalers));
  const { status } = await fieldsSupported(/every field/);
  assert.equal(status, 'True');
});

test('says why KEDA can not read the lag', async () => {
  const conditions = [{ type: 'Ready', status: 'False', reason: 'TriggerError', message: 'no broker answers' }];
  await cluster.client.mergePatch(named(scaledObjects), { status: { conditions } }, 'status');
  await fieldsSupported(/lag has no effect now: KEDA says "no broker answers"/);
  await cluster.client.mergePatch(named(scaledObjects), { status: { conditions: [] } }, 'status');
  await fieldsSupported(/every field/);
});

test('leaves what another controller made from its objects, labelled like them', async () => {
  const { metadata } = await whenPresent(named(scaledObjects));
  const { apiVersion, kind } = scaledObjects;
  const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true };
  const theirs = named(autoscalers, 'keda-hpa-shop-order');
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-order' };
  await cluster.client.create({
    ...{ apiVersion: theirs.apiVersion, kind: theirs.kind },
    metadata: { name: theirs.name, namespace, labels: metadata.labels, ownerReferences: [owner] },
    spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 3 },
  });
  // Another change of the shop has been applied in full, so that it would have been pruned.
  await apply(`${scaling('lag: 200')}\n  replicas: 2`);
  await waitUntil(async () => {
    const triggers = fieldList((await whenPresent(named(scaledObjects))).spec, 'triggers');
    return field(triggers[1], 'metadata', 'lagThreshold') === '200';
  });
  await waitUntilReady(cluster, namespace);
  assert.ok(await get(theirs));
});

test('a hibernated shop is not woken by KEDA, which scales from zero', async () => {
  await apply(`${scaling('lag: 200')}\n  hibernated: true`);
  await whenAbsent(named(scaledObjects));
  await apply(scaling('lag: 200'));
  await waitUntilReady(cluster, namespace);
  await whenPresent(named(scaledObjects));
});

test('without lag it scales by CPU again', async () => {
  await apply(scaling('cpu: 50'));
  await whenPresent(named(autoscalers));
  await whenAbsent(named(scaledObjects));
  await waitUntilReady(cluster, namespace);
});

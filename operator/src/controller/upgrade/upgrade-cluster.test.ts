import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { currentVersion, previousVersion } from '@mambogo/blueprint/versions.ts';
import { auditedWrites, auditPosition } from '../../../testing/audited-requests.ts';
import { listManagedObjects, objectHashes } from '../../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { componentLabel } from '../../labels.ts';
import { type ShopStatus, statusOf } from '../status/shop-status.ts';

const namespace = 'upgraded';
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

const apply = (version: string, more = '') =>
  cluster.kubectl(['apply', '-n', namespace, '-f', '-'], storefrontYaml({ version, more }));
const status = async (): Promise<ShopStatus> => statusOf(await getStorefront(cluster, namespace));
/** Without Jobs: one that runs again is another object. */
const settled = async () =>
  objectHashes((await listManagedObjects(cluster, namespace)).filter(({ kind }) => kind !== 'Job'));

/** Component -> tag of the image in its Deployment or StatefulSet, of services only. */
async function tags(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const object of await listManagedObjects(cluster, namespace)) {
    const spec = object.spec as { template?: { spec?: { containers?: { image: string }[] } } } | undefined;
    const [, tag] = /\/services:(.*)$/.exec(spec?.template?.spec?.containers?.[0]?.image ?? '') ?? [];
    if (tag && object.kind !== 'Job') found.set(object.metadata.labels?.[componentLabel] ?? '', tag);
  }
  return found;
}

let before100: Record<string, string>;

test('a shop of the earlier version is what its spec says, and a newer operator changes nothing of it', async () => {
  await apply(previousVersion);
  const { version, upgrade } = await waitUntilReady(cluster, namespace);
  assert.deepEqual([version, upgrade], [previousVersion, undefined]);
  assert.deepEqual([...new Set((await tags()).values())], [previousVersion]);
  before100 = await settled();
});

test('goes on where a killed operator stopped: migrations, then services in order, each with the earlier version until then', async () => {
  await operator.stop();
  operator = await startOperator(cluster, { maxWrites: 44 });
  await apply(currentVersion);
  await waitUntil(() => operator.writeLimitReached());
  const { upgrade } = await status();
  assert.equal(upgrade?.state, 'Rolling');
  assert.ok(upgrade.services.length < 9, upgrade.services.join());
  for (const [service, tag] of await tags())
    if (!upgrade.services.includes(service)) assert.equal(tag, previousVersion, service);
  await operator.stop();
  operator = await startOperator(cluster);
  await waitForCondition(cluster, namespace, 'Upgraded', (one) => one.status === 'True');
  const { version, upgrade: done, services } = await waitUntilReady(cluster, namespace);
  assert.deepEqual(
    [version, done?.state, done?.from, done?.to],
    [currentVersion, 'Complete', previousVersion, currentVersion],
  );
  assert.deepEqual(done?.services.slice(-2), ['gateway', 'web']);
  assert.deepEqual(done?.services.slice(0, upgrade.services.length), upgrade.services, 'it went on');
  assert.ok(services?.every((one) => one.version === currentVersion));
  assert.deepEqual([...new Set((await tags()).values())], [currentVersion]);
});

test('the way back ends with the objects of before', async () => {
  await apply(previousVersion);
  await waitForCondition(cluster, namespace, 'Upgraded', (one) =>
    /^1\.1\.0 to 1\.0\.0: every service/.test(one.message),
  );
  await waitForCondition(cluster, namespace, 'Ready', (one) => one.status === 'True');
  assert.equal((await status()).version, previousVersion);
  await waitUntil(async () => {
    assert.deepEqual(await settled(), before100);
    return true;
  });
});

test('an attempt that fails returns by itself, says why, and is not repeated until the spec changes', async () => {
  await operator.stop();
  const upgradeLimits = { stuck: 10_000, step: 15_000, check: 10_000 };
  operator = await startOperator(cluster, { upgradeLimits });
  // No pod starts any more, whatever its image.
  await cluster.stopComponent('kwok');
  try {
    await apply(currentVersion);
    await waitForCondition(cluster, namespace, 'Upgraded', (one) => one.reason === 'Returning');
  } finally {
    await cluster.startComponent('kwok');
  }
  const failed = await waitForCondition(cluster, namespace, 'Upgraded', (one) => one.reason === 'UpgradeFailed');
  assert.match(
    failed.message,
    /^1\.0\.0 to 1\.1\.0 failed \(Progressing\): (StoresReady: kafka|DataReady: (databases and topics|migrations)): .* The shop runs 1\.0\.0/,
  );
  const { upgrade, version, phase, conditions } = await waitUntilReady(cluster, namespace);
  assert.deepEqual(
    [version, phase, upgrade?.state, upgrade?.reason],
    [previousVersion, 'Ready', 'Failed', 'Progressing'],
  );
  assert.equal(conditions.find(({ type }) => type === 'Stalled')?.reason, 'UpgradeFailed');
  await waitUntil(async () => {
    const events = await cluster.kubectl(['get', 'events', '-n', namespace, '--field-selector', 'type=Warning']);
    assert.match(events, /UpgradeFailed +storefront\/shop +Upgraded: 1\.0\.0 to 1\.1\.0 failed/);
    return true;
  });
  await waitUntil(async () => {
    assert.deepEqual(await settled(), before100);
    return true;
  });
  await operator.stop();
  const since = auditPosition(cluster);
  operator = await startOperator(cluster);
  await waitUntil(async () => /mambogo_operator_queue_length 0/.test(await operator.meter.render()));
  assert.deepEqual(auditedWrites(cluster, since), [], 'nothing is tried again');
  await apply(currentVersion, '  replicas: 1');
  await waitForCondition(cluster, namespace, 'Upgraded', (one) => one.status === 'True');
  assert.equal((await status()).version, currentVersion);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { auditedWrites, auditPosition } from '../../../testing/audited-requests.ts';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml, withHost } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { fieldText, type KubeObject } from '../../kube/kube-object.ts';
import { pods, type ResourceKind, storefrontBackups, storefrontRestores } from '../../kube/resource-kinds.ts';
import { statusOf } from '../status/shop-status.ts';
import { type BackupStatus, backupStatus } from './request-status.ts';

const namespace = 'backups';
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

const withBackups = (more = '') =>
  storefrontYaml({
    more: `  backup: { schedule: "0 3 1 1 *", keep: 2, destination: { volumeClaim: { claimName: backups } } }\n${more}`,
  });
const apply = (text: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], withHost(namespace, text));
const request = (kind: ResourceKind, name: string, spec: object): KubeObject => ({
  ...{ apiVersion: kind.apiVersion, kind: kind.kind },
  metadata: { name, namespace },
  spec: { storefront: 'shop', ...spec },
});
const backUp = (name: string) => cluster.client.create(request(storefrontBackups, name, {}));
const get = ({ apiVersion, kind }: ResourceKind, name: string) =>
  cluster.client.get({ apiVersion, kind, namespace, name });
const names = async (kind: ResourceKind): Promise<string[]> => {
  const found: string[] = [];
  for await (const { items } of cluster.client.list({ kind, namespace }))
    found.push(...items.map(({ metadata }) => metadata.name));
  return found.sort();
};
const ended = (name: string, phase: BackupStatus['phase']): Promise<BackupStatus> =>
  waitUntil(async () => {
    const backup = await get(storefrontBackups, name);
    const status = backup && backupStatus(backup);
    if (status?.phase === phase) return status;
    throw new Error(`${name} is ${JSON.stringify(status)}`);
  }, 120_000);
const objectsNamed = async (name: string) =>
  (await cluster.kubectl(['get', 'jobs,secrets,networkpolicies', '-n', namespace, '-o', 'name', '--ignore-not-found']))
    .split('\n')
    .filter((line) => line.includes(name));

test('a backup waits for its Storefront, and fails without a destination', async () => {
  await backUp('nowhere');
  await waitUntil(async () =>
    /there is no Storefront shop/.test(fieldText((await get(storefrontBackups, 'nowhere'))?.status, 'message') ?? ''),
  );
  await apply(storefrontYaml());
  const { message } = await ended('nowhere', 'Failed');
  assert.match(message ?? '', /neither spec\.destination nor spec\.backup\.destination/);
  await assert.rejects(
    cluster.kubectl([
      ...['patch', 'sfb', '-n', namespace, 'nowhere', '--type=merge'],
      ...['--patch', '{"spec":{"storefront":"other"}}'],
    ]),
    /cannot be changed/,
  );
  await waitUntilReady(cluster, namespace);
});

test('runs one Job at a time under restricted, reports its end, and leaves no credentials', async () => {
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'backups', namespace },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };
  await cluster.client.create(claim);
  await apply(withBackups());
  for (const name of ['first', 'second']) await backUp(name);
  const status = await ended('first', 'Completed');
  assert.equal(status.path, `${namespace}/shop/first`);
  assert.equal(status.location, `persistentvolumeclaim/backups/${namespace}/shop/first`);
  assert.equal(status.version, (await waitUntilReady(cluster, namespace)).version);
  assert.ok(status.startedAt && status.completedAt && status.duration);
  const second = await ended('second', 'Completed');
  assert.ok((second.startedAt ?? '') >= (status.completedAt ?? 'z'), 'one after the other');
  await waitUntil(async () => (await objectsNamed('first')).length + (await objectsNamed('second')).length === 0);
  assert.match(await cluster.kubectl(['get', 'sfb', '-n', namespace]), /first\s+shop\s+Completed/);
  const condition = await waitForCondition(cluster, namespace, 'BackedUp', ({ reason }) => reason !== 'BackupFailed');
  assert.notEqual(condition.status, 'False');
});

test('a missed schedule runs once, and the oldest backup goes with its files, and the failed one before it', async () => {
  const long = { backup: { scheduledUntil: '2020-01-01T00:00:00Z' } };
  const reference = { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'shop' };
  await cluster.client.mergePatch(reference, { status: long }, 'status');
  const scheduled = await waitUntil(async () => {
    const found = (await names(storefrontBackups)).filter((name) => /^shop-\d{14}$/.test(name));
    return found.length === 1 ? found[0] : undefined;
  }, 60_000);
  assert.match(scheduled ?? '', /^shop-\d{4}0101030000$/);
  // The annotation keeps one from being counted.
  await waitUntil(async () => {
    const left = await names(storefrontBackups);
    return JSON.stringify(left) === JSON.stringify(['second', scheduled]);
  }, 120_000);
  const status = statusOf(await getStorefront(cluster, namespace));
  assert.equal(status.backup?.scheduledUntil?.slice(5, 16), '01-01T03:00');
  assert.ok(Date.parse(status.backup?.nextAt ?? '') > Date.now());
});

test('a failed backup is reported, and never costs a good one', async () => {
  await apply(withBackups('  pods: { backup: { nodeSelector: { there-is: none } } }'));
  await backUp('failing');
  const job = await waitUntil(async () => {
    const found = await cluster.client.get({ apiVersion: 'batch/v1', kind: 'Job', namespace, name: 'failing-back-up' });
    return found ?? false;
  }, 60_000);
  assert.ok(job);
  await cluster.kubectl([
    ...['patch', 'job', '-n', namespace, 'failing-back-up', '--type=merge'],
    ...['--patch', '{"spec":{"activeDeadlineSeconds":1}}'],
  ]);
  const { message } = await ended('failing', 'Failed');
  assert.match(message ?? '', /kubectl logs -n backups job\/failing-back-up/);
  const condition = await waitForCondition(cluster, namespace, 'BackedUp', ({ status }) => status === 'False');
  assert.match(condition.message, /failing failed/);
  assert.equal((await waitUntilReady(cluster, namespace)).phase, 'Ready', 'the shop itself is well');
  const events = ['get', 'events', '-n', namespace, '--field-selector', 'reason=BackupFailed', '-o', 'name'];
  await waitUntil(async () => (await cluster.kubectl(events)) !== '');
  assert.equal((await names(storefrontBackups)).length, 3);
  await apply(withBackups());
});

test('a restore stops the services, and sets up and migrates what was restored', async () => {
  const jobsBefore = statusOf(await waitUntilReady(cluster, namespace).then(() => getStorefront(cluster, namespace)));
  const since = auditPosition(cluster);
  await cluster.client.create(request(storefrontRestores, 'again', { source: { backup: 'second' } }));
  await waitUntil(
    async () => fieldText((await get(storefrontRestores, 'again'))?.status, 'phase') === 'Completed',
    180_000,
  );
  const status = await waitUntilReady(cluster, namespace);
  const stopped = auditedWrites(cluster, since).filter((line) => line.includes('deployments'));
  assert.ok(stopped.length > 0);
  assert.equal(status.restore, undefined);
  assert.ok(status.data?.every(({ restoreId }) => restoreId !== undefined));
  const kept = status.completedJobs?.filter((name) => jobsBefore.completedJobs?.includes(name));
  assert.deepEqual(kept, [], 'every set-up and migration ran again');
  await waitUntil(async () => (await objectsNamed('again')).length === 0);
  assert.ok((await names(pods)).length > 0);
});

test('writes nothing once all is done', async () => {
  await waitUntil(async () => {
    const since = auditPosition(cluster);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    return auditedWrites(cluster, since).length === 0;
  }, 60_000);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field } from '../kube/kube-object.ts';
import type { BackupTask } from './backup-job-input.ts';
import { backupRunObjects } from './backup-jobs.ts';
import { backupRunInput, volumesOf } from './backup-run-input.ts';
import { allows, type Endpoint, type NetworkPolicySpec, type Policy } from './network-policy.ts';

const { model, objects } = sampleShop();
const request = {
  ...{ apiVersion: 'mambogo.com/v1alpha1', kind: 'StorefrontBackup' },
  metadata: { name: 'one', namespace: 'demo', uid: 'uid' },
};
const s3 = { s3: { bucket: 'b', secretName: 'keys', endpoint: 'https://s3.example.com:9000' } };
const claim = { volumeClaim: { claimName: 'backups' } };
function run(task: BackupTask, destination: typeof s3 | typeof claim) {
  const input = backupRunInput(model, () => 'secret', {
    ...{ task, destination, id: 'uid', path: 'demo/shop/one', rootFingerprint: 'print' },
  });
  return backupRunObjects(model, { request, task, destination, input, volumesOf: volumesOf(model, task) });
}
const policiesOf = (all: readonly { kind: string; spec?: unknown }[]): Policy[] =>
  all
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => ({ ...(spec as NetworkPolicySpec), namespace: 'demo' }));
const pod = (part: string, more = {}): Endpoint => ({
  namespace: 'demo',
  labels: { 'mambogo.com/storefront': 'shop', 'mambogo.com/part': part, ...more },
});
const tcp = (port: number) => ({ protocol: 'TCP', port }) as const;
const internet: Endpoint = { namespace: '', labels: {}, outside: true };
const edges = [
  ...(['postgres:5432', 'mysql:3306', 'redis:6380', 'kafka:9092', 'psp-simulator:8086', 'order:8099'] as const),
].map((edge) => [edge.split(':')[0] ?? '', Number(edge.split(':')[1])] as const);
const reached = (policies: readonly Policy[], from: Endpoint) =>
  edges.filter(([to, port]) => allows([...policies], from, pod(to), tcp(port))).map(([to]) => to);

test('lets a Job reach the stores while it is there, and nobody reach it', () => {
  const job = pod('backup', { 'mambogo.com/request': 'one-back-up' });
  const shop = policiesOf(objects);
  assert.deepEqual(reached(shop, job), [], 'without it, nothing is open');
  const withRun = [...shop, ...policiesOf(run('back-up', claim))];
  assert.deepEqual(reached(withRun, job), ['postgres', 'mysql', 'redis', 'kafka', 'psp-simulator']);
  assert.deepEqual(reached(withRun, pod('backup', { 'mambogo.com/request': 'other' })), []);
  assert.ok(!allows(withRun, internet, job, tcp(8080)));
  assert.ok(!allows(withRun, job, internet, tcp(9000)));
  assert.ok(allows([...shop, ...policiesOf(run('back-up', s3))], job, internet, tcp(9000)));
  const removal = pod('backup', { 'mambogo.com/request': 'one-remove' });
  assert.deepEqual(reached([...shop, ...policiesOf(run('remove', s3))], removal), []);
});

test('mounts files of running services for a backup of what it needs only, and all for the switch', () => {
  const claims = (task: BackupTask) =>
    (field(run(task, claim).at(-1)?.spec, 'template', 'spec', 'volumes') as { persistentVolumeClaim?: object }[])
      .map((volume) => field(volume.persistentVolumeClaim, 'claimName'))
      .filter((name) => name !== undefined);
  assert.deepEqual(claims('back-up'), ['backups', 'data-shop-config-0']);
  assert.deepEqual(claims('prepare'), ['backups']);
  assert.deepEqual([...claims('switch')].sort(), ['backups', 'data-shop-config-0', 'data-shop-psp-simulator-0']);
});

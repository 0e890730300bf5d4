import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '../../kube/client.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { diagnosePod, diagnosePods } from './diagnose-pods.ts';

const pod = (status: unknown): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'shop-redis-0', namespace: 'demo', labels: { 'mambogo.com/part': 'redis' } },
  status,
});
const unscheduled = (message: string) => pod({ conditions: [{ type: 'PodScheduled', status: 'False', message }] });
const claim: KubeObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data-shop-redis-0', labels: { 'mambogo.com/part': 'redis' } },
  spec: { storageClassName: 'fast' },
  status: { phase: 'Pending' },
};
/** An API server with these objects, all an hour old. */
const diagnose = async (...objects: KubeObject[]) =>
  (await diagnosedAt('2026-01-01T00:00:00Z', objects)).diagnoses.get('redis');

const diagnosedAt = (creationTimestamp: string, objects: readonly KubeObject[]) => {
  const aged = objects.map((one) => ({
    ...one,
    metadata: { ...one.metadata, creationTimestamp },
  }));
  const client: Pick<Client, 'list'> = {
    async *list({ kind }) {
      yield { items: aged.filter((one) => one.kind === kind.kind), resourceVersion: '1' };
    },
  };
  return diagnosePods(client, 'demo', 'shop');
};

test('explains a pod that waits for a volume by the volume, any other by itself', async () => {
  const unbound = unscheduled('0/1 nodes: pod has unbound immediate PersistentVolumeClaims');
  assert.match((await diagnose(unbound, claim)) ?? '', /waits for StorageClass fast/);
  assert.match((await diagnose(unscheduled('0/1 nodes: Insufficient cpu'), claim)) ?? '', /cannot be scheduled.*cpu/);
});

test('reports the termination message of a container', () => {
  const terminated = { exitCode: 1, message: 'at a\nat b\ncould not set up postgres at db:5432: ECONNREFUSED\n' };
  const failed = pod({ containerStatuses: [{ name: 'setup', state: { terminated } }] });
  assert.equal(diagnosePod(failed), 'setup failed (could not set up postgres at db:5432: ECONNREFUSED)');
  const looping = { name: 'order', state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated } };
  assert.match(
    diagnosePod(pod({ containerStatuses: [looping] })) ?? '',
    /^order keeps crashing \(could not set up postgres at db:5432/,
  );
  const done = pod({ containerStatuses: [{ name: 'setup', state: { terminated: { exitCode: 0 } } }] });
  assert.equal(diagnosePod(done), undefined);
});

test('reports a ready pod without a sidecar where other pods have one', async () => {
  const ready = pod({ conditions: [{ type: 'Ready', status: 'True' }] });
  const bare = { ...ready, metadata: { ...ready.metadata, annotations: { 'dapr.io/enabled': 'true' } } };
  const whole = { ...bare, spec: { containers: [{ name: 'gateway' }, { name: 'daprd' }] } };
  assert.equal(await diagnose(bare), undefined);
  assert.equal(await diagnose(whole, ready), undefined);
  assert.match((await diagnose(whole, bare)) ?? '', /no sidecar/);
});

test('does not judge a pod that was just created', async () => {
  const waiting = unscheduled('0/1 nodes: Insufficient cpu');
  const { diagnoses: reasons, settling: unsettled } = await diagnosedAt(new Date().toISOString(), [waiting]);
  assert.deepEqual([...reasons, unsettled], [true]);
  assert.equal((await diagnosedAt('2026-01-01T00:00:00Z', [waiting])).settling, false);
});

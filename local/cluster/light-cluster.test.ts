import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type LightCluster, startLightCluster } from './light-cluster.ts';

const dir = mkdtempSync(join(tmpdir(), 'light-cluster-'));
let cluster: LightCluster;

before(async () => {
  cluster = await startLightCluster({ dataDir: dir, workloads: true });
});
after(async () => {
  await cluster?.stop();
  rmSync(dir, { recursive: true });
});

const container = { name: 'any', image: 'nowhere/nothing' };
const apply = (object: object) => cluster.kubectl(['apply', '-f', '-'], JSON.stringify(object));

test('runs pods and completes Jobs without containers', async () => {
  const labels = { app: 'stateful' };
  await apply({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'stateful' },
    spec: {
      serviceName: 'stateful',
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  });
  await apply({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'once' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [container] } } },
  });
  await cluster.kubectl(['rollout', 'status', 'statefulset/stateful', '--timeout=60s']);
  await cluster.kubectl(['wait', '--for=condition=complete', 'job/once', '--timeout=60s']);
});

test('keeps its state over restarts of the API server and etcd, and audits requests', async () => {
  await cluster.kubectl(['create', 'configmap', 'kept']);
  await cluster.stopComponent('kube-apiserver');
  await assert.rejects(cluster.kubectl(['get', 'configmap', 'kept', '--request-timeout=5s']));
  await cluster.stopComponent('etcd');
  await cluster.startComponent('etcd');
  await cluster.startComponent('kube-apiserver');
  assert.match(await cluster.kubectl(['get', 'configmap', 'kept', '--output=name']), /^configmap\/kept/);

  const created = readFileSync(cluster.auditLog, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { verb: string; user: { username: string }; objectRef?: { name?: string } })
    .filter(({ verb, objectRef }) => verb === 'create' && objectRef?.name === 'kept');
  assert.deepEqual(
    created.map(({ user }) => user.username),
    ['admin'],
  );
});

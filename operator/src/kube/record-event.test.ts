import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import type { KubeObject } from './kube-object.ts';
import { recordEvent } from './record-event.ts';

const namespace = 'events';
let cluster: TestCluster;
before(async () => {
  cluster = await startTestCluster();
  await cluster.namespace(namespace);
});
after(() => cluster?.stop());

const about: KubeObject = {
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'shop', namespace, uid: '1', resourceVersion: '1' },
};
const record = (message: string) =>
  recordEvent(cluster.client, about, { type: 'Warning', reason: 'SidecarMissing', message });
const events = async () =>
  (
    await cluster.kubectl([
      ...['get', 'events', '--namespace', namespace],
      '--output=jsonpath={range .items[*]}{.message} {.count}{"\\n"}{end}',
    ])
  )
    .split('\n')
    .filter((line) => line !== '')
    .sort();

test('counts repeated messages in one Event, and creates another for another message', async () => {
  for (let time = 0; time < 3; time += 1) await record('pod a lacks its sidecar');
  await record('pod b lacks its sidecar');
  assert.deepEqual(await events(), ['pod a lacks its sidecar 3', 'pod b lacks its sidecar 1']);
});

test('recreates an Event that was deleted', async () => {
  await cluster.kubectl(['delete', 'events', '--all', '--namespace', namespace]);
  await record('pod a lacks its sidecar');
  assert.deepEqual(await events(), ['pod a lacks its sidecar 1']);
});

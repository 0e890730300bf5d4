import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { KubeConfig } from '@kubernetes/client-node';
import { type LightCluster, startLightCluster } from '@mambogo/local/cluster/light-cluster.ts';
import { type Client, createClient } from './client.ts';
import { type Connection, createConnection } from './connection.ts';
import type { KubeObject } from './kube-object.ts';
import { recordEvent } from './record-event.ts';

const dir = mkdtempSync(join(tmpdir(), 'events-'));
let cluster: LightCluster;
let connection: Connection;
let client: Client;
before(async () => {
  cluster = await startLightCluster({ dir });
  const admin = new KubeConfig();
  admin.loadFromFile(cluster.kubeconfig);
  connection = createConnection(admin);
  client = createClient(connection);
});
after(async () => {
  await connection?.close();
  await cluster?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const about: KubeObject = {
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'shop', namespace: 'default', uid: '1', resourceVersion: '1' },
};
const say = (message: string) => recordEvent(client, about, { type: 'Warning', reason: 'SidecarMissing', message });
const events = async () =>
  (await cluster.kubectl(['get', 'events', '--output=jsonpath={range .items[*]}{.message} {.count}{"\\n"}{end}']))
    .split('\n')
    .filter((line) => line !== '')
    .sort();

test('the same said again is the same Event, counted; something else is another', async () => {
  for (let time = 0; time < 3; time += 1) await say('pod a lacks its sidecar');
  await say('pod b lacks its sidecar');
  assert.deepEqual(await events(), ['pod a lacks its sidecar 3', 'pod b lacks its sidecar 1']);
});

test('an Event that is gone is made again', async () => {
  await cluster.kubectl(['delete', 'events', '--all']);
  await say('pod a lacks its sidecar');
  assert.deepEqual(await events(), ['pod a lacks its sidecar 1']);
});

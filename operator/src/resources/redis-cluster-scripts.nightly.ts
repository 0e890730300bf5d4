/** What a Redis cluster with the shop's own scripts survives: a killed primary, an empty volume, and other addresses for all members. */
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { type ClusterClient, connectClient } from '../../testing/redis-client.ts';
import { startRedisCluster } from '../../testing/redis-cluster.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { holdsDataFile } from './empty-volume.ts';

const cluster = await startRedisCluster();
let client: ClusterClient;

before(async () => {
  await cluster.everyMemberIsReady();
  client = await connectClient(cluster);
});

test('a primary that is killed is replaced; on an empty volume it joins as a replica', async () => {
  const member = cluster.memberAt(0);
  await client.writeAll('third');
  await member.stop('SIGKILL');
  const data = join(dirname(member.config), 'data');
  for (const entry of readdirSync(data)) rmSync(join(data, entry), { recursive: true });
  writeFileSync(join(member.config, holdsDataFile), 'yes');
  // Its port opens once the other member has become the primary.
  await member.start();
  assert.equal((await client.primaries())[0], 3);
  assert.match(member.output(), /this volume is empty: waiting until shop-redis-3/);
  await waitUntil(async () => (await client.primaries()).join() === '0,1,2', 60_000);
  assert.deepEqual(await client.readAll(), new Set(['third']));
});

test('finds itself again after all members got other addresses', async () => {
  await Promise.all(cluster.members.map((member) => member.stop()));
  cluster.moveAll();
  await Promise.all(cluster.members.map((member) => member.start()));
  await cluster.everyMemberIsReady();
  client = await connectClient(cluster);
  assert.deepEqual(await client.readAll(), new Set(['third']));
});

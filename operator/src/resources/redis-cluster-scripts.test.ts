/** A Redis cluster of three shards with the shop's own scripts: it forms, and hands shards over. What else it survives is in the nightly tests. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type ClusterClient, connectClient } from '../../testing/redis-client.ts';
import { startRedisCluster } from '../../testing/redis-cluster.ts';
import { waitUntil } from '../../testing/wait-until.ts';

const cluster = await startRedisCluster();
let client: ClusterClient;

before(async () => {
  await cluster.everyMemberIsReady();
  client = await connectClient(cluster);
});

test('forms itself, each user has its own keys only, and members are known by host name', async () => {
  assert.deepEqual(await client.primaries(), [0, 1, 2]);
  await client.writeAll('first');
  assert.deepEqual(await client.readAll(), new Set(['first']));
  await assert.rejects(client.connection.get('shop-cart||x'), /NOPERM/);
  await assert.rejects(client.connection.cluster('FAILOVER' as 'INFO'), /NOPERM/);
});

test('a member that stops hands its shard over first: every write is there, and it returns to it', async () => {
  await cluster.memberAt(1).stop();
  assert.deepEqual(
    await waitUntil(async () => (await client.primaries()).includes(4) && client.primaries()),
    [0, 4, 2],
  );
  await client.writeAll('second');
  await cluster.memberAt(1).start();
  await waitUntil(async () => (await client.primaries()).join() === '0,1,2', 60_000);
  assert.deepEqual(await client.readAll(), new Set(['second']));
});

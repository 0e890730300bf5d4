/** A Redis cluster of three shards with the shop's own scripts: it forms, fails over, and repairs itself. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Cluster } from 'ioredis';
import { startRedisCluster } from '../../testing/redis-cluster.ts';
import type { StoreProcess } from '../../testing/start-store-process.ts';
import { PATH } from '../../testing/store-scripts.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { holdsDataFile } from './empty-volume.ts';

const cluster = await startRedisCluster();
let client: Cluster;
const prefix = 'shop-gateway:';
const keys = Array.from({ length: 60 }, (_, at) => `${prefix}key-${at}`);

const runScript = (member: StoreProcess, script: string) =>
  promisify(execFile)('sh', [join(member.config, script)], {
    env: { PATH, HOSTNAME: `shop-redis-${cluster.members.indexOf(member)}` },
  });
const isReady = (member: StoreProcess) =>
  runScript(member, 'ready.sh').then(
    () => true,
    () => false,
  );
const everyMemberIsReady = () =>
  waitUntil(async () => (await Promise.all(cluster.members.map(isReady))).every(Boolean), 60_000);
const memberAt = (ordinal: number) => cluster.members[ordinal] ?? assert.fail();
/** Ordinals of the primaries by first slot, as clients see them. */
async function primaries(): Promise<number[]> {
  const shards = (await client.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
  return shards.sort(([one], [other]) => one - other).map(([, , [host]]) => Number(/-(\d+)\./.exec(host)?.[1]));
}
const writeAll = async (value: string) => {
  for (const key of keys) await waitUntil(() => client.set(key, value).then(() => true), 30_000);
};
const readAll = async () => new Set(await Promise.all(keys.map((key) => waitUntil(() => client.get(key), 30_000))));

before(async () => {
  await everyMemberIsReady();
  client = cluster.connect();
  await waitUntil(() => client.status === 'ready');
});

test('forms itself, each user has its own keys only, and members are known by host name', async () => {
  assert.deepEqual(await primaries(), [0, 1, 2]);
  await writeAll('first');
  assert.deepEqual(await readAll(), new Set(['first']));
  await assert.rejects(client.get('shop-cart||x'), /NOPERM/);
  await assert.rejects(client.cluster('FAILOVER' as 'INFO'), /NOPERM/);
});

test('a member that stops hands its shard over first: every write is there, and it returns to it', async () => {
  await memberAt(1).stop();
  assert.deepEqual(await waitUntil(async () => (await primaries()).includes(4) && primaries()), [0, 4, 2]);
  await writeAll('second');
  await memberAt(1).start();
  await waitUntil(async () => (await primaries()).join() === '0,1,2', 60_000);
  assert.deepEqual(await readAll(), new Set(['second']));
});

test('a primary that is killed is replaced; on an empty volume it joins as a replica', async () => {
  const member = memberAt(0);
  await writeAll('third');
  await member.stop('SIGKILL');
  const data = join(dirname(member.config), 'data');
  for (const entry of readdirSync(data)) rmSync(join(data, entry), { recursive: true });
  writeFileSync(join(member.config, holdsDataFile), 'yes');
  // Its port opens once the other member has become the primary.
  await member.start();
  assert.equal((await primaries())[0], 3);
  assert.match(member.output(), /this volume is empty: waiting until shop-redis-3/);
  await waitUntil(async () => (await primaries()).join() === '0,1,2', 60_000);
  assert.deepEqual(await readAll(), new Set(['third']));
});

test('finds itself again after all members got other addresses', async () => {
  await Promise.all(cluster.members.map((member) => member.stop()));
  cluster.moveAll();
  await Promise.all(cluster.members.map((member) => member.start()));
  await everyMemberIsReady();
  client = cluster.connect();
  await waitUntil(() => client.status === 'ready', 30_000);
  assert.deepEqual(await readAll(), new Set(['third']));
});

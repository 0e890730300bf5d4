/** Keys of a Redis cluster are on all its shards; a single Redis is in jobs/backup/backup-jobs.test.ts. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { type RedisCluster, startRedisCluster } from '@mambogo/local/stores/testing/redis-cluster.ts';
import { Cluster } from 'ioredis';
import { type RedisUser, readKeys, replaceKeys } from './redis-keys.ts';

let cluster: RedisCluster;
let user: RedisUser;
let client: Cluster;

before(async () => {
  cluster = await startRedisCluster([
    'user cart on >secret ~shop-cart||* resetchannels +@all -@admin -@dangerous +info',
  ]);
  const members = cluster.members.map((member) => {
    const [host = '', port] = member.split(':');
    return { host, port: Number(port) };
  });
  user = { host: '', port: 0, members, username: 'cart', password: 'secret', prefix: 'shop-cart||' };
  client = new Cluster(members, { redisOptions: { username: 'cart', password: 'secret' } });
});
after(async () => {
  client.disconnect();
  await cluster.stop();
});

test('backs up the keys of every shard, and replaces all keys by them', async () => {
  const keys = Array.from({ length: 40 }, (_, at) => `shop-cart||${at}`);
  for (const key of keys) await client.hset(key, { data: key, version: '1' });
  const lines: string[] = [];
  for await (const line of readKeys(user)) lines.push(line);
  assert.equal(lines.length, keys.length);
  for (const key of keys.slice(0, 20)) await client.unlink(key);
  await client.hset('shop-cart||later', { data: 'x', version: '1' });

  await replaceKeys(user, Readable.from(lines));
  for (const key of keys) assert.deepEqual(await client.hgetall(key), { data: key, version: '1' });
  assert.equal(await client.exists('shop-cart||later'), 0);
});

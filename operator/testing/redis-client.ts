/** What tests ask a Redis cluster as the gateway's user. */
import type { Cluster } from 'ioredis';
import type { RedisClusterProcesses } from './redis-cluster.ts';
import { waitUntil } from './wait-until.ts';

export interface ClusterClient {
  readonly connection: Cluster;
  /** Ordinals of the primaries by first slot, as clients see them. */
  primaries(): Promise<number[]>;
  /** Writes keys on every shard. */
  writeAll(value: string): Promise<void>;
  /** Their different values. */
  readAll(): Promise<Set<string | null>>;
}

const keys = Array.from({ length: 60 }, (_, at) => `shop-gateway:key-${at}`);

export async function connectClient(cluster: RedisClusterProcesses): Promise<ClusterClient> {
  const connection = cluster.connect();
  await waitUntil(() => connection.status === 'ready', 30_000);
  return {
    connection,
    async primaries() {
      const shards = (await connection.call('CLUSTER', 'SLOTS')) as [number, number, [string, number]][];
      return shards.sort(([one], [other]) => one - other).map(([, , [host]]) => Number(/-(\d+)\./.exec(host)?.[1]));
    },
    async writeAll(value) {
      for (const key of keys) await waitUntil(() => connection.set(key, value).then(() => true), 30_000);
    },
    readAll: async () => new Set(await Promise.all(keys.map((key) => waitUntil(() => connection.get(key), 30_000)))),
  };
}

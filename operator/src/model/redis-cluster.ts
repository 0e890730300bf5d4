/**
 * Members of an embedded Redis cluster: two per shard, of which one is its primary. Ids and the first distribution are fixed by
 * the member's number, so every member can write its first configuration alone. Pure.
 */
import { createHash } from 'node:crypto';
import { memberHosts } from './cluster-placement.ts';
import { shardsOf } from './redis-shards.ts';
import type { StoreModel } from './store-model.ts';

const slots = 16_384;

export interface RedisMember {
  readonly host: string;
  /** The node id of Redis: 40 hexadecimal digits. */
  readonly id: string;
  /** First and last slot, of a member that is the primary of its shard at first. */
  readonly slots?: readonly [number, number];
  /** Id of the primary, of a member that is a replica at first. */
  readonly primary?: string;
}

/** The first half are the primaries at first, in the order of their shards; the other half are their replicas in the same order. */
export function redisMembers(shop: string, namespace: string, store: StoreModel): RedisMember[] {
  const shards = shardsOf(store);
  const hosts = memberHosts(shop, namespace, store);
  const ids = hosts.map((host) => createHash('sha1').update(host).digest('hex'));
  return hosts.map((host, ordinal) => ({
    host,
    id: ids[ordinal] ?? '',
    ...(ordinal < shards ? { slots: slotsOf(ordinal, shards) } : { primary: ids[ordinal - shards] }),
  }));
}

const slotsOf = (shard: number, shards: number): [number, number] => [
  Math.floor((shard * slots) / shards),
  Math.floor(((shard + 1) * slots) / shards) - 1,
];

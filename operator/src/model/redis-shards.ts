/** Shards of an embedded Redis, and the pods they take. Pure. */
import type { StoreServer } from './store-server.ts';

/** A shard survives the loss of one member. */
const membersPerShard = 2;

export const membersOfShards = (shards: number): number => (shards > 1 ? shards * membersPerShard : 1);
export const shardsOfMembers = (members: number): number => Math.max(1, members / membersPerShard);

interface Store {
  readonly server: StoreServer;
  readonly source: { readonly embedded: boolean; readonly members?: number };
}

/** 1: a single Redis, or no embedded one; else a cluster. */
export const shardsOf = ({ server, source: { embedded, members = 1 } }: Store): number =>
  server === 'redis' && embedded ? shardsOfMembers(members) : 1;

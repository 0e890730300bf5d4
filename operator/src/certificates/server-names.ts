/** Host names in a store's certificate: its Service and, with several members, each member. Pure. */
import { serviceHost, storeObject } from '../model/cluster-placement.ts';
import { shardsOf } from '../model/redis-shards.ts';
import type { StoreModel } from '../model/store-model.ts';
import type { ServerNames } from './renew.ts';

export function serverNames(shop: string, namespace: string, store: StoreModel): string[] {
  const service = storeObject(shop, store);
  const host = serviceHost(service, namespace);
  const names = [host, `${host}.cluster.local`, `${service}.${namespace}`, service];
  const hasMembers = store.server === 'kafka' || shardsOf(store) > 1;
  return hasMembers ? [...names, `*.${host}`, `*.${host}.cluster.local`] : names;
}

export const serverNamesByStore = (shop: string, namespace: string, stores: readonly StoreModel[]): ServerNames =>
  new Map(
    stores.filter(({ source }) => source.embedded).map((store) => [store.name, serverNames(shop, namespace, store)]),
  );

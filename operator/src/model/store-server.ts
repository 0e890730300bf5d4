/** Server software behind a store reached over the network. */
import type { StoreKind } from '@mambogo/blueprint/service-blueprint.ts';

export const storeServers = ['postgres', 'mysql', 'redis', 'kafka'] as const;
export type StoreServer = (typeof storeServers)[number];

/** The server of a service's store, if it has one. */
export function serverOf(store: StoreKind): Exclude<StoreServer, 'kafka'> | undefined {
  if (store === 'state') return 'redis';
  return store === 'postgres' || store === 'mysql' || store === 'redis' ? store : undefined;
}

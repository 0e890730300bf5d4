/** Read replicas of an embedded SQL store: a store of their own for everything but what they hold, which is the primary's. Pure. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';
import type { Storefront } from '../api/storefront.ts';
import type { Placement } from './placement.ts';
import { replicasComponent } from './replica-names.ts';
import { enabledServices, type StoreModel, storesOf } from './store-model.ts';
import { serverOf } from './store-server.ts';

/** The read replicas of those stores that have some, each beside its primary. */
export const replicasOf = <S extends StoreModel>(
  stores: readonly S[],
): { readonly primary: S; readonly replicas: S }[] =>
  stores.flatMap((primary) => {
    const { source } = primary;
    if (!source.embedded || source.replicas === 0) return [];
    const replicas = {
      ...primary,
      name: replicasComponent(primary.name),
      source: { ...source, members: source.replicas },
    };
    return [{ primary, replicas }];
  });

/** The stores, and their read replicas as stores. */
export const withReplicas = <S extends StoreModel>(stores: readonly S[]): S[] => [
  ...stores,
  ...replicasOf(stores).map(({ replicas }) => replicas),
];

/** The address of the read replicas, if the service's database has some. */
export function replicaEnvironment(
  service: ServiceBlueprint,
  storefront: Storefront,
  placement: Placement,
): Record<string, string> {
  const server = serverOf(service.store);
  const isReplicated = replicasOf(storesOf(storefront, enabledServices(storefront))).some(
    ({ primary }) => primary.server === server && primary.users.includes(service.name),
  );
  const replicas = isReplicated ? placement.storeOf(service).replicas : undefined;
  return replicas ? { DATABASE_REPLICAS: `${replicas.host}:${replicas.port}` } : {};
}

/** `status.services` and `status.data`: each part of a shop, whether it works, and what is in its way. Pure. */
import { keyOf, type ObjectReference } from '../kube/kube-object.ts';
import type { ManagedEntry } from '../kube/watch-cache.ts';
import { storeObject } from '../model/cluster-placement.ts';
import type { ShopModel } from '../model/shop-model.ts';
import type { PartStatus } from './shop-status.ts';

export function partStatuses(
  model: ShopModel,
  entries: ReadonlyMap<string, ManagedEntry>,
  explanations: ReadonlyMap<string, string>,
  servicesReady: boolean,
): { readonly services: PartStatus[]; readonly data: PartStatus[]; readonly replicas: number } {
  const stateOf = (kind: string, name: string) => {
    const reference: ObjectReference = { apiVersion: 'apps/v1', kind, namespace: model.namespace, name };
    return entries.get(keyOf(reference))?.state;
  };
  const services = model.workloads.map(({ service }): PartStatus => {
    const kind = service.blueprint.store === 'sqlite-file' ? 'StatefulSet' : 'Deployment';
    const state = stateOf(kind, service.appId);
    const message = explanations.get(service.name) ?? state?.message;
    return {
      name: service.name,
      ready: state?.ready ?? false,
      ...(state?.ready ? { version: model.version } : {}),
      replicas: state?.replicas ?? 0,
      ...(message && !state?.ready ? { message } : {}),
    };
  });
  const data = model.stores.map((store): PartStatus => {
    if (!store.source.embedded) return { name: store.name, ready: true, message: `external: ${store.address.host}` };
    const state = stateOf('StatefulSet', storeObject(model.storefront, store));
    const message = explanations.get(store.name) ?? state?.message;
    return {
      name: store.name,
      ready: state?.ready ?? false,
      replicas: state?.replicas ?? 0,
      storage: store.source.storage,
      members: store.source.members,
      // Once every service has come over, plain connections are no longer taken.
      tls: !store.plainToo || servicesReady,
      ...(message && !state?.ready ? { message } : {}),
    };
  });
  return { services, data, replicas: Math.min(...services.map(({ replicas }) => replicas ?? 0)) };
}

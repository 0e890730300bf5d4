/** `status.services` and `status.data`: each component of a shop, whether it is ready, and why not. Pure. */
import { keepsFiles } from '@mambogo/blueprint/service-blueprint.ts';
import { type KubeObject, keyOf, type ObjectReference } from '../../kube/kube-object.ts';
import type { ManagedEntry } from '../../kube/watch-cache.ts';
import { componentLabel, storefrontLabel } from '../../labels.ts';
import { storeObject } from '../../model/cluster-placement.ts';
import { replicasOf } from '../../model/read-replicas.ts';
import type { PlacedStore, ShopModel } from '../../model/shop-model.ts';
import { dataClaims, type LostStore, recordedClaims, recordedEmptyVolume } from '../data/detect-data-loss.ts';
import { largestRequest } from '../data/expand-volumes.ts';
import { externalServerOf } from '../data/reject-data-move.ts';
import type { ComponentStatus } from './shop-status.ts';

export interface ComponentStatusInputs {
  readonly entries: ReadonlyMap<string, ManagedEntry>;
  /** Diagnoses of the pods of components. */
  readonly diagnoses: ReadonlyMap<string, string>;
  /** Volume claims of each component. */
  readonly claims: ReadonlyMap<string, readonly KubeObject[]>;
  /** From the last status. */
  readonly previous: readonly ComponentStatus[];
  readonly lostStores: readonly LostStore[];
  /** Store -> id of the empty volume that it refused to start on. */
  readonly emptied: ReadonlyMap<string, string>;
  readonly storesReady: boolean;
  /** Databases and topics are set up: from now on there is data. */
  readonly dataReady: boolean;
  readonly servicesReady: boolean;
  /** The version a service is at. */
  versionOf(service: string): string;
}

export interface Scale {
  /** Ready pods of the service that has the fewest. */
  readonly replicas: number;
  readonly selector: string;
}

export function componentStatuses(
  model: ShopModel,
  {
    entries,
    diagnoses,
    claims,
    previous,
    lostStores: lost,
    emptied,
    storesReady,
    dataReady,
    servicesReady,
    versionOf,
  }: ComponentStatusInputs,
): Scale & { readonly services: ComponentStatus[]; readonly data: ComponentStatus[] } {
  const stateOf = (kind: string, name: string) => {
    const reference: ObjectReference = { apiVersion: 'apps/v1', kind, namespace: model.namespace, name };
    return entries.get(keyOf(reference))?.state;
  };
  // Without pods, a workload is as ready as it should be.
  const sleeping = model.hibernated ? 'hibernated' : undefined;
  const services = model.workloads.map(({ service }): ComponentStatus => {
    const kind = keepsFiles(service.blueprint) ? 'StatefulSet' : 'Deployment';
    const state = stateOf(kind, service.appId);
    const lostStores = lost.filter(({ users }) => users.includes(service.name)).map((store) => store.name);
    const ready = (state?.ready ?? false) && lostStores.length === 0 && !model.hibernated;
    const stoppedMessage = lostStores.length > 0 ? `stopped: the data of ${lostStores.join(', ')} is lost` : sleeping;
    const message = stoppedMessage ?? diagnoses.get(service.name) ?? state?.message;
    return {
      name: service.name,
      ready,
      ...(ready ? { version: versionOf(service.name) } : {}),
      replicas: state?.replicas ?? 0,
      ...(message && !ready ? { message } : {}),
    };
  });
  const data = model.stores.map((store): ComponentStatus => {
    const known = previous.find(({ name }) => name === store.name);
    if (!store.source.embedded) {
      const restored = known?.restoreId ? { restoreId: known.restoreId } : {};
      return { name: store.name, ready: true, ...restored, ...externalLocation(model, store, dataReady, known) };
    }
    const state = stateOf('StatefulSet', storeObject(model.storefront, store));
    const message = sleeping ?? diagnoses.get(store.name) ?? state?.message;
    const ready = (state?.ready ?? false) && !model.hibernated;
    return {
      name: store.name,
      ready,
      replicas: state?.replicas ?? 0,
      source: 'embedded',
      // The size the claims have and not the requested one: a rejected size is not what the data was created with.
      storage: largestRequest(claims.get(store.name)) ?? store.source.storage,
      members: store.source.members,
      ...replicasOf([store]).reduce(
        (_, { replicas }) => ({
          readReplicas: stateOf('StatefulSet', storeObject(model.storefront, replicas))?.replicas ?? 0,
        }),
        {},
      ),
      // Plaintext connections are disabled once every service uses TLS.
      tls: !store.acceptsPlaintext || servicesReady,
      claims: recordedClaims(store.source, known?.claims, dataClaims(model.storefront, store, claims), storesReady),
      ...(known?.dataId ? { dataId: known.dataId } : {}),
      ...(known?.restoreId ? { restoreId: known.restoreId } : {}),
      ...recordedEmptyVolume(known, emptied.get(store.name)),
      ...(message && !ready ? { message } : {}),
    };
  });
  return { services, data, ...scaleOf(model, services) };
}

/** For the subresource `scale`: the count that `spec.replicas` sets, and the selector of the pods. */
function scaleOf({ storefront, workloads }: ShopModel, services: readonly ComponentStatus[]): Scale {
  const names = workloads.filter(({ scales }) => scales).map(({ service }) => service.name);
  const counts = services.filter(({ name }) => names.some((one) => one === name)).map(({ replicas = 0 }) => replicas);
  return {
    replicas: counts.length > 0 ? Math.min(...counts) : 0,
    selector: `${storefrontLabel}=${storefront},${componentLabel} in (${names.sort().join(',')})`,
  };
}

/** Records the location of the data once there may be some: until then a wrong address can be corrected. */
function externalLocation(
  { external }: ShopModel,
  { source, address }: PlacedStore,
  dataReady: boolean,
  previous: ComponentStatus | undefined,
): Pick<ComponentStatus, 'source' | 'server' | 'prefix' | 'message'> {
  const now = source.embedded ? {} : { server: externalServerOf(source, external), prefix: source.prefix };
  const { server, prefix } = dataReady ? now : (previous ?? {});
  return {
    source: 'external',
    ...(server === undefined ? {} : { server }),
    ...(prefix === undefined ? {} : { prefix }),
    message: `external: ${address.host}`,
  };
}

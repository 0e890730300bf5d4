/**
 * Detects whether the data of each embedded store still exists. `status.data[].claims` records the volume claims a store was set
 * up on; a claim of the same name with another uid is an empty volume. Then the data is lost: nothing is set up on the new volume
 * and no service of that store runs until a person accepts the loss, or has restored the data into it, and names the uids of
 * the new claims in an annotation. Those are then recorded, together with `dataId`, which gives the store new set-up Jobs.
 * A volume that was emptied behind the same claim is recognized by the id that the store's start script wrote there
 * (`resources/empty-volume.ts`): `status.data[].emptied`. Pure.
 */
import type { Storefront } from '../../api/storefront.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { hashOf } from '../../kube/object-hash.ts';
import { storeObject } from '../../model/cluster-placement.ts';
import type { Embedded, StoreModel } from '../../model/store-model.ts';
import { replicationFor } from '../../resources/kafka-store.ts';
import { type Condition, conditionTrue } from '../status/conditions.ts';
import type { ComponentStatus, DataClaim } from '../status/shop-status.ts';
import { annotationEntries } from './annotation-entries.ts';

/** Accepts a data loss: `postgres=<uid of the new claim>`, several uids of a store separated by "/", stores by ",". */
export const dataLossAcceptedAnnotation = 'mambogo.com/data-lost-accepted';

export interface LostStore {
  readonly name: string;
  readonly users: readonly string[];
  /** For people: what happened and what to do. */
  readonly message: string;
}

export interface DataLossState {
  /** `status.data` including losses accepted since. */
  readonly data: readonly ComponentStatus[];
  readonly lost: readonly LostStore[];
  /** Names of stores whose loss was accepted in this reconcile. */
  readonly accepted: readonly string[];
}

type Claims = ReadonlyMap<string, readonly KubeObject[]>;

export function detectDataLoss(
  storefront: Storefront,
  stores: readonly StoreModel[],
  before: readonly ComponentStatus[],
  claims: Claims,
): DataLossState {
  const acceptedIdentities = annotationEntries(storefront, dataLossAcceptedAnnotation);
  const lost: LostStore[] = [];
  const accepted: string[] = [];
  const data = before.map((component) => {
    const store = stores.find(({ name }) => name === component.name);
    if (!store?.source.embedded) return component;
    const live = dataClaims(storefront.metadata.name, store, claims);
    const replaced = replacedClaims(component.claims, live);
    const isGone = replaced.length > tolerableLosses(store.source);
    if (!isGone && component.emptied === undefined) return component;
    const uids = live.map(({ uid }) => uid);
    const identity = [...uids, ...(component.emptied === undefined ? [] : [component.emptied])].join('/');
    // A store starts on an empty volume once `holds-data` is withdrawn: accepted earlier, the volume would be found empty again.
    const inUse = component.ready || store.source.members > 1;
    const complete = live.length >= store.source.members && inUse;
    if (complete && acceptedIdentities.get(store.name) === identity) {
      accepted.push(store.name);
      const { emptied: _, ...remaining } = component;
      return { ...remaining, claims: live, dataId: dataIdOf(identity) };
    }
    const message = isGone
      ? lostMessage(storefront, store, replaced, complete ? identity : undefined)
      : emptiedMessage(storefront, store, live, complete ? identity : undefined);
    lost.push({ name: store.name, users: store.users, message });
    return component;
  });
  return { data, lost, accepted };
}

/** The recorded form of the claims of a store's StatefulSet, sorted by name. */
export const dataClaims = (shop: string, store: StoreModel, claims: Claims): DataClaim[] =>
  (claims.get(store.name) ?? [])
    .map(({ metadata: { name, uid = '' } }) => ({ name, uid }))
    .filter(({ name }) => name.startsWith(`data-${storeObject(shop, store)}-`))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * The claims to record for a store. Recorded claims stay, except for a member of a replicated store whose volume was replaced,
 * once all members work; a store without a record (new, or from an earlier release) gets its present claims.
 */
export function recordedClaims(
  source: Embedded,
  recorded: readonly DataClaim[] | undefined,
  live: readonly DataClaim[],
  storesReady: boolean,
): readonly DataClaim[] | undefined {
  if (!storesReady || live.length < source.members) return recorded;
  return replacedClaims(recorded, live).length <= tolerableLosses(source) ? live : recorded;
}

/** The empty-volume id to record for a store whose pod reports an empty volume, unless that one was accepted. */
export function recordedEmptyVolume(
  component: ComponentStatus | undefined,
  found: string | undefined,
): Pick<ComponentStatus, 'emptied'> {
  const emptied = component?.emptied ?? found;
  const uids = component?.claims?.map(({ uid }) => uid) ?? [];
  if (emptied === undefined || uids.length === 0 || dataIdOf([...uids, emptied].join('/')) === component?.dataId)
    return {};
  return { emptied };
}

const dataIdOf = (identity: string): string => hashOf(identity).slice(0, 12);

export const dataLostConditions = (lost: readonly LostStore[]): Condition[] =>
  lost.length === 0
    ? []
    : [
        conditionTrue(
          'DataLost',
          `${lost.map(({ name }) => pascalCase(name)).join('And')}Lost`,
          lost.map(({ message }) => message).join('; '),
        ),
      ];

const replacedClaims = (recorded: readonly DataClaim[] = [], live: readonly DataClaim[]): DataClaim[] =>
  recorded.filter(({ name, uid }) => !live.some((one) => one.name === name && one.uid === uid));

/** Members whose volumes may be replaced without data loss, as the others hold all acknowledged writes. */
const tolerableLosses = ({ members }: Embedded): number => {
  const { copies, inSync } = replicationFor(members);
  return copies - inSync;
};

function lostMessage(
  storefront: Storefront,
  store: StoreModel,
  replaced: readonly DataClaim[],
  identity: string | undefined,
): string {
  const summary = `${store.name}: its data was on ${replaced.map((claim) => `${claim.name} (uid ${claim.uid})`).join(', ')}`;
  if (identity === undefined) return `${summary}, which is gone; the new volume does not exist yet or is not in use`;
  return `${summary}, and that claim has since been replaced by a new one. ${recoveryHint(storefront, store, identity)}`;
}

function emptiedMessage(
  storefront: Storefront,
  store: StoreModel,
  live: readonly DataClaim[],
  identity: string | undefined,
): string {
  const where = live.map((claim) => `${claim.name} (uid ${claim.uid})`).join(', ');
  const summary = `${store.name}: its data was on ${where}, and that volume was emptied`;
  return identity === undefined
    ? `${summary}; the store is being started on the empty volume, and its services are stopped`
    : `${summary}. ${recoveryHint(storefront, store, identity)}`;
}

const recoveryHint = ({ metadata: { name, namespace } }: Storefront, store: StoreModel, identity: string): string =>
  `${store.users.join(', ')} are stopped, and nothing is set up. ` +
  'Restore the data into the new volume, or accept the loss; in both cases continue with kubectl annotate --overwrite ' +
  `-n ${namespace} storefront ${name} ${dataLossAcceptedAnnotation}=${store.name}=${identity}`;

const pascalCase = (name: string): string =>
  name.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

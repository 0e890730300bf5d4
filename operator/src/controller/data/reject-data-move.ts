/**
 * Rejects edits that would move the data of a shop: a shop that starts on another, empty store would sell goods and number
 * orders from the beginning. The CRD rejects such edits too (`crd/immutable-data-rules.ts`); here the spec is compared with what
 * the status records about the data, which edits of the spec don't reach. Pure.
 */
import type { Storefront } from '../../api/storefront.ts';
import type { ExternalStores } from '../../model/cluster-placement.ts';
import { profileDefaults } from '../../model/profile-defaults.ts';
import { shardsOfMembers } from '../../model/redis-shards.ts';
import type { ProvisionedSpec, StoreModel } from '../../model/store-model.ts';
import { ConditionError } from '../status/condition-error.ts';
import type { ShopStatus } from '../status/shop-status.ts';
import { annotationEntries } from './annotation-entries.ts';

/** Names, by store, the server a person has moved the data to: `postgres=db2.example.com:5432`, separated by commas. */
export const dataMovedAnnotation = 'mambogo.com/data-moved-to';

export const currencyOf = ({ spec }: Storefront): string => spec.currency ?? profileDefaults[spec.profile].currency;

/** @throws ConditionError names the field, and its previous value */
export function rejectDataMove(
  storefront: Storefront,
  stores: readonly StoreModel[],
  provisioned: ProvisionedSpec,
  before: Pick<ShopStatus, 'currency' | 'services'>,
): void {
  const currency = currencyOf(storefront);
  if (before.currency && before.currency !== currency)
    reject('spec.currency', `prices and orders are in ${before.currency}; set ${before.currency} again`);

  const servicesBefore = new Set(before.services?.map(({ name }) => name));
  for (const store of stores) {
    const provisionedStore = provisioned.get(store.name);
    if (provisionedStore) rejectSourceChange(store, provisionedStore);
    // A service that existed before has its data elsewhere.
    else if (provisioned.size > 0 && store.users.every((user) => servicesBefore.has(user)))
      reject(
        store.field,
        `the data of ${store.users.join(', ')} is in another store and would not be moved; undo this change`,
      );
  }
  for (const store of stores) rejectOtherShards(store, provisioned.get(store.name)?.members);
  for (const name of provisioned.keys()) rejectDroppedStore(name, stores);
  // Three brokers can't replace one: each broker holds a part of the data.
  const [provisionedBrokers, requestedBrokers] = [
    provisioned.get('kafka')?.members,
    storefront.spec.data?.kafka?.embedded?.brokers,
  ];
  if (provisionedBrokers !== undefined && requestedBrokers !== undefined && provisionedBrokers !== requestedBrokers)
    reject(
      'spec.data.kafka.embedded.brokers',
      `it was created with ${provisionedBrokers} and cannot be changed; set ${provisionedBrokers} again`,
    );
}

type ProvisionedStore = NonNullable<ReturnType<ProvisionedSpec['get']>>;

/** A dedicated store of one service, `order-postgres`, that would be dropped in favour of the shared one. */
function rejectDroppedStore(name: string, stores: readonly StoreModel[]): void {
  if (stores.some((store) => store.name === name)) return;
  const sharedStore = stores.find(({ server, users }) => users.some((user) => `${user}-${server}` === name));
  const user = sharedStore?.users.find((one) => `${one}-${sharedStore.server}` === name);
  if (user)
    reject(
      `spec.services.${user}.store`,
      `its data is in a dedicated store and would not be moved; put the field back`,
    );
}

/** Keys would have to move to other servers. */
function rejectOtherShards({ server, field, source }: StoreModel, members: number | undefined): void {
  if (server !== 'redis' || !source.embedded || members === undefined || source.members === members) return;
  const shards = shardsOfMembers(members);
  reject(`${field}.embedded.shards`, `it was created with ${shards} and cannot be changed; set ${shards} again`);
}

function rejectSourceChange({ field, source }: StoreModel, provisionedStore: ProvisionedStore): void {
  const isEmbedded = provisionedStore.source === 'embedded' || provisionedStore.storage !== undefined;
  if (source.embedded !== isEmbedded && (provisionedStore.source !== undefined || isEmbedded))
    reject(
      field,
      `its data is in ${isEmbedded ? 'an embedded store' : `the store at ${provisionedStore.server}`} and would not be moved`,
    );
  if (!source.embedded && provisionedStore.prefix !== undefined && provisionedStore.prefix !== source.prefix)
    reject(
      `${field}.external.prefix`,
      `its data is under ${provisionedStore.prefix.replace(/-$/, '')}; set that again`,
    );
}

/** @throws ConditionError an external store's Secret names another server than the one with the data, without the annotation */
export function rejectServerChange(
  storefront: Storefront,
  stores: readonly StoreModel[],
  external: ExternalStores,
  provisioned: ProvisionedSpec,
): void {
  const moved = annotationEntries(storefront, dataMovedAnnotation);
  for (const { name, field, source } of stores) {
    const server = externalServerOf(source, external);
    const provisionedStore = provisioned.get(name)?.server;
    if (!server || !provisionedStore || provisionedStore === server || moved.get(name) === server) continue;
    reject(
      `${field}.external.secretName`,
      `the Secret now names ${server}, but the data is at ${provisionedStore}; set that again, or, if you moved the data, ` +
        `annotate the Storefront with ${dataMovedAnnotation}=${name}=${server}`,
    );
  }
}

/** `host:port` of an external store. */
export function externalServerOf(source: StoreModel['source'], external: ExternalStores): string | undefined {
  const access = source.embedded ? undefined : external.get(source.secretName);
  return access && `${access.host}:${access.port}`;
}

function reject(field: string, message: string): never {
  throw new ConditionError('Immutable', `${field}: ${message}`);
}

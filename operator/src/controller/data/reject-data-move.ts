/**
 * Where the data of a shop is does not change by an edit: a shop that starts on another, empty store would sell and number
 * orders from the beginning. The definition refuses such edits too (`crd/data-rules.ts`); here they are compared with what the
 * status says the data was made with, which no edit reaches. Pure.
 */
import type { Storefront } from '../../api/storefront.ts';
import type { ExternalStores } from '../../model/cluster-placement.ts';
import { profileDefaults } from '../../model/profile-defaults.ts';
import type { ProvisionedSpec, StoreModel } from '../../model/store-model.ts';
import { ConditionError } from '../status/condition-error.ts';
import type { ShopStatus } from '../status/shop-status.ts';
import { annotationEntries } from './annotation-entries.ts';

/** Names, by store, the server its data was moved to by a person: `postgres=db2.example.com:5432`, separated by commas. */
export const dataMovedAnnotation = 'mambogo.com/data-moved-to';

export const currencyOf = ({ spec }: Storefront): string => spec.currency ?? profileDefaults[spec.profile].currency;

/** @throws Obstacle names the field, and what it was */
export function rejectDataMove(
  storefront: Storefront,
  stores: readonly StoreModel[],
  provisioned: ProvisionedSpec,
  before: Pick<ShopStatus, 'currency' | 'services'>,
): void {
  const currency = currencyOf(storefront);
  if (before.currency && before.currency !== currency)
    reject('spec.currency', `prices and orders are in ${before.currency}; put ${before.currency} back`);

  const servicesBefore = new Set(before.services?.map(({ name }) => name));
  for (const store of stores) {
    const provisionedStore = provisioned.get(store.name);
    if (provisionedStore) rejectSourceChange(store, provisionedStore);
    // A service that was there before has its data elsewhere.
    else if (provisioned.size > 0 && store.users.every((user) => servicesBefore.has(user)))
      reject(
        store.field,
        `the data of ${store.users.join(', ')} is in another store and would not come along; undo this`,
      );
  }
  for (const name of provisioned.keys()) rejectDroppedStore(name, stores);
  // A kafka of three can't be had from one of one: each broker has a part of the data.
  const [provisionedBrokers, requestedBrokers] = [
    provisioned.get('kafka')?.members,
    storefront.spec.data?.kafka?.embedded?.brokers,
  ];
  if (provisionedBrokers !== undefined && requestedBrokers !== undefined && provisionedBrokers !== requestedBrokers)
    reject(
      'spec.data.kafka.embedded.brokers',
      `it was made with ${provisionedBrokers}; put ${provisionedBrokers} back`,
    );
}

type ProvisionedStore = NonNullable<ReturnType<ProvisionedSpec['get']>>;

/** A store of one service, `order-postgres`, that would be left for the one all services share. */
function rejectDroppedStore(name: string, stores: readonly StoreModel[]): void {
  if (stores.some((store) => store.name === name)) return;
  const sharedStore = stores.find(({ server, users }) => users.some((user) => `${user}-${server}` === name));
  const user = sharedStore?.users.find((one) => `${one}-${sharedStore.server}` === name);
  if (user)
    reject(`spec.services.${user}.store`, `its data is in a store of its own and would not come along; put it back`);
}

function rejectSourceChange({ field, source }: StoreModel, provisionedStore: ProvisionedStore): void {
  const isEmbedded = provisionedStore.source === 'embedded' || provisionedStore.storage !== undefined;
  if (source.embedded !== isEmbedded && (provisionedStore.source !== undefined || isEmbedded))
    reject(
      field,
      `its data is in ${isEmbedded ? 'an embedded store' : `the store at ${provisionedStore.server}`} and would not come along`,
    );
  if (!source.embedded && provisionedStore.prefix !== undefined && provisionedStore.prefix !== source.prefix)
    reject(`${field}.external.prefix`, `its data is under ${provisionedStore.prefix.replace(/-$/, '')}; put that back`);
}

/** @throws Obstacle an external store's Secret names another server than the data is on, and nobody has said that it moved */
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
      `the Secret now names ${server}, and the data is at ${provisionedStore}; put that back, or, if the data was moved there, ` +
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

/**
 * Where the data of a shop is does not change by an edit: a shop that starts on another, empty store would sell and number
 * orders from the beginning. The definition refuses such edits too (`crd/data-rules.ts`); here they are compared with what the
 * status says the data was made with, which no edit reaches. Pure.
 */
import type { Storefront } from '../api/storefront.ts';
import type { ExternalStores } from '../model/cluster-placement.ts';
import { profileDefaults } from '../model/profile-defaults.ts';
import type { MadeWith, StoreModel } from '../model/store-model.ts';
import { annotationEntries } from './annotation-entries.ts';
import { Obstacle } from './obstacle.ts';
import type { ShopStatus } from './shop-status.ts';

/** Names, by store, the server its data was moved to by a person: `postgres=db2.example.com:5432`, separated by commas. */
export const movedAnnotation = 'mambogo.com/data-moved-to';

export const currencyOf = ({ spec }: Storefront): string => spec.currency ?? profileDefaults[spec.profile].currency;

/** @throws Obstacle names the field, and what it was */
export function refuseMovedData(
  storefront: Storefront,
  stores: readonly StoreModel[],
  madeWith: MadeWith,
  before: Pick<ShopStatus, 'currency' | 'services'>,
): void {
  const currency = currencyOf(storefront);
  if (before.currency && before.currency !== currency)
    refuse('spec.currency', `prices and orders are in ${before.currency}; put ${before.currency} back`);

  const servicesBefore = new Set(before.services?.map(({ name }) => name));
  for (const store of stores) {
    const made = madeWith.get(store.name);
    if (made) refuseOtherPlace(store, made);
    // A service that was there before has its data elsewhere.
    else if (madeWith.size > 0 && store.users.every((user) => servicesBefore.has(user)))
      refuse(
        store.field,
        `the data of ${store.users.join(', ')} is in another store and would not come along; undo this`,
      );
  }
  for (const name of madeWith.keys()) refuseLeftStore(name, stores);
  // A kafka of three can't be had from one of one: each broker has a part of the data.
  const [brokers, wanted] = [madeWith.get('kafka')?.members, storefront.spec.data?.kafka?.embedded?.brokers];
  if (brokers !== undefined && wanted !== undefined && brokers !== wanted)
    refuse('spec.data.kafka.embedded.brokers', `it was made with ${brokers}; put ${brokers} back`);
}

type Made = NonNullable<ReturnType<MadeWith['get']>>;

/** A store of one service, `order-postgres`, that would be left for the one all services share. */
function refuseLeftStore(name: string, stores: readonly StoreModel[]): void {
  if (stores.some((store) => store.name === name)) return;
  const heir = stores.find(({ server, users }) => users.some((user) => `${user}-${server}` === name));
  const user = heir?.users.find((one) => `${one}-${heir.server}` === name);
  if (user)
    refuse(`spec.services.${user}.store`, `its data is in a store of its own and would not come along; put it back`);
}

function refuseOtherPlace({ field, source }: StoreModel, made: Made): void {
  const isEmbedded = made.source === 'embedded' || made.storage !== undefined;
  if (source.embedded !== isEmbedded && (made.source !== undefined || isEmbedded))
    refuse(
      field,
      `its data is in ${isEmbedded ? 'an embedded store' : `the store at ${made.server}`} and would not come along`,
    );
  if (!source.embedded && made.prefix !== undefined && made.prefix !== source.prefix)
    refuse(`${field}.external.prefix`, `its data is under ${made.prefix.replace(/-$/, '')}; put that back`);
}

/** @throws Obstacle an external store's Secret names another server than the data is on, and nobody has said that it moved */
export function refuseOtherServer(
  storefront: Storefront,
  stores: readonly StoreModel[],
  external: ExternalStores,
  madeWith: MadeWith,
): void {
  const moved = annotationEntries(storefront, movedAnnotation);
  for (const { name, field, source } of stores) {
    const server = serverAt(source, external);
    const made = madeWith.get(name)?.server;
    if (!server || !made || made === server || moved.get(name) === server) continue;
    refuse(
      `${field}.external.secretName`,
      `the Secret now names ${server}, and the data is at ${made}; put that back, or, if the data was moved there, ` +
        `annotate the Storefront with ${movedAnnotation}=${name}=${server}`,
    );
  }
}

/** `host:port` of an external store. */
export function serverAt(source: StoreModel['source'], external: ExternalStores): string | undefined {
  const access = source.embedded ? undefined : external.get(source.secretName);
  return access && `${access.host}:${access.port}`;
}

function refuse(field: string, message: string): never {
  throw new Obstacle('Immutable', `${field}: ${message}`);
}

/** All stores of a shop that the checks read: its databases, dead letters in Redis, the payment provider's own ledger. */
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { OrderEventEntity } from '@mambogo/order/src/store/entities.ts';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { type LedgerEntry, readLedger } from '../shopper/provider-ledger.ts';
import { type CartDeadLetter, readCartDeadLetters } from './cart-dead-letters.ts';

/** Databases of services whose data has to agree with that of others. */
export const databaseNames = ['order', 'payment', 'inventory', 'product'] as const;
/** Services with a database that no check across services reads, and why. */
export const unreadDatabases: Readonly<Partial<Record<ServiceName, string>>> = {
  identity: 'accounts agree with no other data; erasure is searched for by e2e/erasure',
  pricing: 'orders keep the quotes they were placed with, so rules agree with no other data',
  notification:
    'a message is made from events, and its order and person are asked for; erasure is searched for by e2e/erasure',
};
export type DatabaseName = (typeof databaseNames)[number];

export type Databases = { readonly [Name in DatabaseName]: DataSource };

export interface Stores extends Databases {
  ledger(): Promise<readonly LedgerEntry[]>;
  cartDeadLetters(): Promise<readonly CartDeadLetter[]>;
}

/** A store that can't be read, so nothing can be checked. */
export class StoreUnreadable extends Error {
  override name = 'StoreUnreadable';
  constructor(store: string, cause: unknown) {
    super(`${store} can't be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Opens the stores of a shop for `use`, and closes them afterwards. */
export const withStores = <T>(shop: ShopAddresses, use: (stores: Stores) => Promise<T>): Promise<T> =>
  withDatabases(shop, async (open) =>
    use({
      order: await open('order'),
      payment: await open('payment'),
      inventory: await open('inventory'),
      product: await open('product'),
      ledger: () => ledgerOf(shop),
      cartDeadLetters: () => readCartDeadLetters(shop).catch(storeUnreadable('Redis')),
    }),
  );

/** Lets `use` open databases, and closes them afterwards. */
export async function withDatabases<T>(
  shop: ShopAddresses,
  use: (open: (service: ServiceName) => Promise<DataSource>) => Promise<T>,
): Promise<T> {
  const opened: DataSource[] = [];
  try {
    return await use(async (service) => {
      const url = new URL(shop.databaseUrl(service));
      const { password } = url;
      url.password = '';
      const database = createDatabase({
        url: url.href,
        password,
        pool: 2,
        appId: 'invariants',
        entities: service === 'order' ? [OrderEventEntity] : [],
        migrations: [],
        logger: createLogger('invariants', 'fatal'),
      });
      await database.initialize().catch(storeUnreadable(`the database ${service}`));
      opened.push(database);
      return database;
    });
  } finally {
    for (const database of opened) await database.destroy().catch(() => undefined);
  }
}

const ledgerOf = (shop: ShopAddresses) =>
  readLedger({
    url: `http://127.0.0.1:${shop.ports.services['psp-simulator']}`,
    key: shop.credential('payment', 'psp-api-key'),
  }).catch(storeUnreadable("the provider's ledger"));

const storeUnreadable = (store: string) => (error: unknown) => {
  throw new StoreUnreadable(store, error);
};

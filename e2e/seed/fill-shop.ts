/**
 * Fills a running shop of this machine with products, and with orders of the past year that bought them, by bulk statements on its
 * databases. The rows are those that its services write, decided by their own code: all invariants hold afterwards.
 */
import { addressSourceOf } from '@mambogo/local/shop/locate-shop.ts';
import { shopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { anchorsFile } from '@mambogo/local/shop/shop-dirs.ts';
import type { ShopSelector } from '@mambogo/local/shop/shop-selector.ts';
import { StartError } from '@mambogo/local/supervisor/start-error.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import type { DataSource } from 'typeorm';
import { withDatabases } from '../invariants/stores.ts';
import { fillCatalogue } from './fill-catalogue.ts';
import { fillCustomers } from './fill-customers.ts';
import { fillOrders } from './fill-orders.ts';
import { openLedger } from './insert-payments.ts';
import { anchorStock, headWriter, type WriteHeads } from './seed-anchors.ts';
import { seedPeriod } from './seed-period.ts';
import type { SoldProduct } from './seeded-purchase.ts';

export interface Filling {
  readonly products: number;
  readonly orders: number;
}

/** Called after each batch with what is being added, how many there are, and how many there will be. */
export type FillProgress = (what: 'products' | 'orders', done: number, of: number) => void;

export function fillShop(where: ShopSelector, filling: Filling, progress: FillProgress): Promise<void> {
  const source = addressSourceOf(where);
  const shop = shopAddresses(source);
  const environment = (service: string) => shop.model.services.find(({ name }) => name === service)?.environment ?? {};
  const { LEDGER_FILE: ledgerFile } = environment('psp-simulator');
  const { CURRENCY: currency } = environment('product');
  if (!ledgerFile || !currency) throw new StartError('only a shop with the payment provider simulator can be filled');
  return withDatabases(shop, async (open) => {
    const [product, inventory, order] = [await open('product'), await open('inventory'), await open('order')];
    const [payment, identity] = [await open('payment'), await open('identity')];
    const personalDataKey = (service: 'order' | 'identity') => shop.credential(service, 'personal-data-key');
    await fillStores(
      {
        ...{ product, inventory, order, payment, identity, ledgerFile, currency },
        anchor: headWriter((service) => anchorsFile(source.dirs, service)),
        keys: { order: personalDataKey('order'), identity: personalDataKey('identity') },
      },
      filling,
      progress,
    );
  });
}

export interface FilledStores {
  readonly product: DataSource;
  readonly inventory: DataSource;
  readonly order: DataSource;
  readonly payment: DataSource;
  readonly identity: DataSource;
  readonly ledgerFile: string;
  readonly currency: string;
  readonly anchor: WriteHeads;
  /** `personal-data-key` of these services. */
  readonly keys: { readonly order: string; readonly identity: string };
}

/** One customer for this many orders. */
const ordersPerCustomer = 20;

export async function fillStores(
  stores: FilledStores,
  { products, orders }: Filling,
  progress: FillProgress,
): Promise<void> {
  const { product, inventory, order, payment, identity, currency, anchor, keys } = stores;
  const period = seedPeriod(new Date());
  await fillCatalogue(stores, products, period, currency, (done) => progress('products', done, products));
  if (orders > 0) {
    const sold = await soldProducts(product);
    if (sold.length === 0) throw new StartError('orders need products of the seed: add --products');
    const orderData = createPersonalData(keys.order);
    const customers = await fillCustomers(stores, Math.ceil(orders / ordersPerCustomer), period, {
      identityKey: keys.identity,
      orderData,
    });
    const ledger = openLedger(stores.ledgerFile);
    try {
      await fillOrders(
        { order, payment, inventory, addCharges: ledger.addCharges, anchor },
        orders,
        { products: sold, currency, period },
        customers,
        orderData,
        (done) => progress('orders', done, orders),
      );
    } finally {
      ledger.close();
    }
  }
  await anchorStock(inventory, anchor);
  // Statistics of the filled tables, which the planners need at once and would have some minutes later.
  for (const database of [order, payment, inventory, identity]) await database.query('vacuum analyze');
}

/** Products of the seed that are in stock. */
async function soldProducts(catalogue: DataSource): Promise<SoldProduct[]> {
  const rows = await catalogue.query<(Omit<SoldProduct, 'price'> & { price: number | string })[]>(
    `select p.id, p.sku, p.name, p.price from product p join stock_level s on s.product_id = p.id
     where p.sku like 'SEED-%' and p.status = 'active' and s.availability = 'in-stock' order by p.sku`,
  );
  return rows.map(({ price, ...row }) => ({ ...row, price: Number(price) }));
}

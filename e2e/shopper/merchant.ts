/** A merchant for the journeys: puts a journey's own product on sale, so that journeys don't interfere. */
import { randomUUID } from 'node:crypto';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import {
  getStock,
  listMovements,
  listStock,
  receiveStock,
  type StockItem,
  type StockMovement,
} from '@mambogo/contracts/api/inventory.ts';
import { changeProduct, createProduct, type Product } from '@mambogo/contracts/api/products.ts';
import { allItems } from './all-items.ts';
import { createOrderAdminClient, type OrderAdminClient } from './order-admin-client.ts';
import { logInShopper, type Shopper } from './shopper.ts';
import { waitUntil } from './wait-until.ts';

export interface Merchant {
  readonly shopper: Shopper;
  readonly orders: OrderAdminClient;
  /** A fresh product with this many pieces, on sale when this resolves. @param price minor units */
  offer(pieces: number, price?: number): Promise<Product>;
  changePrice(product: Product, price: number): Promise<Product>;
  stock(productId: string): Promise<StockItem>;
  receive(productId: string, quantity: number): Promise<StockItem>;
  /** Newest first. */
  movements(productId: string): Promise<readonly StockMovement[]>;
}

export const logInMerchant = async (shop: string, login = 'admin', password = 'admin'): Promise<Merchant> =>
  createMerchant(await logInShopper(shop, login, password));

export function createMerchant(shopper: Shopper): Merchant {
  const { api } = shopper;
  const receive = (productId: string, quantity: number) =>
    api.call(receiveStock, { params: { productId }, body: { quantity, reference: `journey ${randomUUID()}` } });
  const movements = (productId: string) =>
    allItems((cursor) => api.call(listMovements, { params: { productId }, query: { cursor, size: 100 } }));
  return {
    shopper,
    orders: createOrderAdminClient(api),
    receive,
    movements,
    async offer(pieces, price = 1_500) {
      const { currency } = (await shopper.cart()).total;
      const [category] = await api.call(listCategories);
      if (!category) throw new Error('the shop has no category');
      const product = await api.call(createProduct, {
        body: {
          sku: `JOURNEY-${randomUUID().slice(0, 18).toUpperCase()}`,
          name: 'Journey Mug',
          price: { amount: price, currency },
          category: category.slug,
        },
      });
      await waitUntil(
        'inventory knows the new product',
        async () => (await api.request(getStock, { params: { productId: product.id } })).status === 200,
      );
      if (pieces > 0) {
        await receive(product.id, pieces);
        await waitUntil(
          'the new product is for sale',
          async () => (await shopper.product(product.id)).availability !== 'out-of-stock',
        );
      }
      return shopper.product(product.id);
    },
    async changePrice(product, price) {
      const { id, sku, name, description, category } = product;
      const { version } = await shopper.product(id);
      return api.call(changeProduct, {
        params: { id },
        body: { sku, name, description, price: { ...product.price, amount: price }, category: category.slug },
        ifMatch: String(version),
      });
    },
    async stock(productId) {
      const item = await findStock(api, productId);
      if (!item) throw new Error(`no product ${productId} is kept in stock`);
      return item;
    },
  };
}

async function findStock(api: Shopper['api'], productId: string): Promise<StockItem | undefined> {
  const { items } = await api.call(listStock, { query: { product: productId } });
  return items[0];
}

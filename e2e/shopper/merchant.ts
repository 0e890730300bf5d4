/** A merchant for the journeys: puts a journey's own product on sale, so that journeys don't interfere. */
import { randomUUID } from 'node:crypto';
import { Category } from '@mambogo/contracts/api/categories.ts';
import { StockItem, StockMovement } from '@mambogo/contracts/api/inventory.ts';
import { Product } from '@mambogo/contracts/api/products.ts';
import { Cursor } from '@mambogo/contracts/page.ts';
import { z } from 'zod';
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
  const admin = (productId: string) => `/api/v1/admin/inventory/${productId}`;
  const receive = (productId: string, quantity: number) =>
    api.send('POST', `${admin(productId)}/receive`, { quantity, reference: `journey ${randomUUID()}` }, StockItem);
  const movements = async (productId: string) => {
    const all: StockMovement[] = [];
    let cursor: string | undefined;
    do {
      const query = new URLSearchParams({ size: '100', ...(cursor ? { cursor } : {}) });
      const page = await api.get(`${admin(productId)}/movements?${query}`, Cursor(StockMovement));
      all.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return all;
  };
  return {
    shopper,
    orders: createOrderAdminClient(api),
    receive,
    movements,
    async offer(pieces, price = 1_500) {
      const { currency } = (await shopper.cart()).total;
      const [category] = await api.get('/api/v1/categories', z.array(Category));
      const input = {
        sku: `JOURNEY-${randomUUID().slice(0, 18).toUpperCase()}`,
        name: 'Journey Mug',
        price: { amount: price, currency },
        category: category?.slug,
      };
      const product = await api.send('POST', '/api/v1/products', input, Product);
      await waitUntil(
        'inventory knows the new product',
        async () => (await api.raw(`/api/v1/inventory/${product.id}`)).status === 200,
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
      const { sku, name, description, category } = product;
      const input = { sku, name, description, price: { ...product.price, amount: price }, category: category.slug };
      const { etag } = (await api.raw(`/api/v1/products/${product.id}`)).headers;
      return api.send('PUT', `/api/v1/products/${product.id}`, input, Product, { 'if-match': etag ?? '*' });
    },
    async stock(productId) {
      const item = await findStock(api, productId);
      if (!item) throw new Error(`no product ${productId} is kept in stock`);
      return item;
    },
  };
}

async function findStock(api: Shopper['api'], productId: string): Promise<StockItem | undefined> {
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ size: '100', ...(cursor ? { cursor } : {}) });
    const page = await api.get(`/api/v1/admin/inventory?${query}`, Cursor(StockItem));
    const found = page.items.find((item) => item.productId === productId);
    if (found) return found;
    cursor = page.next;
  } while (cursor);
  return undefined;
}

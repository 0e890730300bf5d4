/** Shoppers and products of a bench: dedicated accounts, and products with enough stock. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { connectFromManyAddresses, manyNetworks } from '../e2e/shopper/client-route.ts';
import { logInMerchant } from '../e2e/shopper/merchant.ts';
import { type Shopper, signUpShopper } from '../e2e/shopper/shopper.ts';

export interface ShopperPool {
  readonly shoppers: readonly Shopper[];
  readonly products: readonly Product[];
}

export async function createShopperPool(shop: string, size: number): Promise<ShopperPool> {
  connectFromManyAddresses({ from: manyNetworks(size) });
  const shoppers: Shopper[] = [];
  while (shoppers.length < size) shoppers.push(await signUpShopper(shop));
  const merchant = await logInMerchant(shop);
  const products: Product[] = [];
  while (products.length < 20) products.push(await merchant.offer(100_000));
  return { shoppers, products };
}

/** What exists in a shop: values for the parameters of each route's path, and for fields of bodies that name something. */

import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listPeople } from '@mambogo/contracts/api/people.ts';
import type { Route } from '@mambogo/contracts/route.ts';
import { logInMerchant } from '../../e2e/shopper/merchant.ts';
import { logInShopper, type Shopper, signUpShopper } from '../../e2e/shopper/shopper.ts';

export interface KnownIds {
  /** By operation: complete sets of its path's parameters. */
  readonly paths: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** By field of a body. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** Buys for the shopper and for others, so that orders in several states exist. */
export async function findKnownIds(
  url: string,
  routes: readonly Route[],
  accounts: readonly string[],
): Promise<KnownIds> {
  const merchant = await logInMerchant(url);
  // Not one of the accounts that send the requests: their sessions would end and their roles change.
  const other = await signUpShopper(url);
  const mugs = [await merchant.offer(1_000), await merchant.offer(1_000), await merchant.offer(0)];
  const [mug] = mugs;
  if (!mug) throw new Error('there is no product');
  const orders: string[] = [];
  for (const shopper of [other, ...(await Promise.all(accounts.map((name) => logInShopper(url, name, name))))])
    for (const token of ['tok_ok', 'tok_insufficient_funds']) orders.push(await buy(shopper, mug.id, token));
  const categories = await merchant.shopper.api.call(listCategories);
  const people = await merchant.shopper.api.call(listPeople, { query: { search: other.login } });
  const persons = people.items.map(({ id }) => id);
  const products = mugs.map(({ id }) => id);
  const slugs = categories.map(({ slug }) => slug);
  const valuesOf = (path: string, parameter: string): readonly string[] => {
    if (parameter === 'service') return ['order', 'payment', 'inventory'];
    if (parameter === 'provider') return ['simulator'];
    if (parameter === 'productId') return products;
    if (parameter === 'slug') return slugs;
    if (parameter === 'orderId' || path.includes('/orders/')) return orders;
    if (path.includes('/products/')) return products;
    return /\/(people|customers)\//.test(path) ? persons : [];
  };
  const paths = routes.map(({ id, path }) => {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const [first = [], ...others] = parameters.map((name) => valuesOf(path, name).map((value) => ({ [name]: value })));
    // Only dead letters have a second parameter, and which of them exist is not known.
    return [id, others.length > 0 ? [] : first] as const;
  });
  return { paths: Object.fromEntries(paths), fields: { productId: products, category: slugs, into: slugs } };
}

async function buy(shopper: Shopper, productId: string, token: string): Promise<string> {
  await shopper.emptyCart();
  const cart = await shopper.addToCart(productId, 1);
  const { id } = await shopper.placeOrder({ token, cart });
  return id;
}

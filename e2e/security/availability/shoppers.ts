/**
 * Real shoppers: each browses, views a product, adds it to the cart, buys it and follows the order until it is confirmed,
 * repeatedly at an even rate; some log in first. Every request is timed, every failure is recorded.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { type ClientRoute, connectFromManyAddresses } from '../../shopper/client-route.ts';
import { signUpPages } from '../../shopper/log-in-pages.ts';
import { logInMerchant } from '../../shopper/merchant.ts';
import { ProblemError } from '../../shopper/problem-error.ts';
import { openSession } from '../../shopper/session.ts';
import { createShopper, logInShopper, type Shopper } from '../../shopper/shopper.ts';

export interface Sample {
  readonly what: 'log-in' | 'browse' | 'product' | 'cart' | 'order' | 'confirmed';
  readonly milliseconds: number;
}

export interface Observed {
  readonly samples: Sample[];
  readonly purchases: { started: number; confirmed: number };
  /** Failures, one line each; no purchase may fail. */
  readonly failures: string[];
}

export interface Shoppers {
  readonly product: Product;
  /** Starts purchases for this time, and resolves when all have ended. */
  buyFor(milliseconds: number): Promise<Observed>;
}

/** Each makes 20 of the 30 order requests allowed per minute (two per purchase). */
const size = 24;
/** Purchases started per second, by all of them. */
const perSecond = 4;
/** One of so many purchases begins with a log-in. */
const logInEvery = 8;
/** Milliseconds after which an unconfirmed order has failed. */
const maxRequestMs = 20_000;

export async function createShoppers(shop: string, route: ClientRoute): Promise<Shoppers> {
  connectFromManyAddresses(route);
  const all: Customer[] = [];
  while (all.length < size) all.push(await signUp(shop));
  const merchant = await logInMerchant(shop);
  const product = await merchant.offer(100_000);
  let next = 0;
  return {
    product,
    async buyFor(milliseconds) {
      const observed: Observed = { samples: [], purchases: { started: 0, confirmed: 0 }, failures: [] };
      const underWay: Promise<void>[] = [];
      const count = Math.round((milliseconds / 1_000) * perSecond);
      const began = performance.now();
      for (let index = 0; index < count; index += 1) {
        await wait(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
        const customer = all[next++ % all.length];
        const logsIn = index % logInEvery === 0;
        if (customer) underWay.push(buyOnce(shop, customer, logsIn, product, observed));
      }
      await Promise.all(underWay);
      return observed;
    },
  };
}

interface Customer {
  readonly login: string;
  readonly password: string;
  readonly shopper: Shopper;
}

async function signUp(shop: string): Promise<Customer> {
  const login = `shopper-${randomUUID()}`;
  const password = randomUUID();
  return {
    login,
    password,
    shopper: createShopper(shop, login, await openSession(shop, signUpPages(login, password))),
  };
}

async function buyOnce(
  shop: string,
  { login, password, shopper: known }: Customer,
  logsIn: boolean,
  product: Product,
  observed: Observed,
): Promise<void> {
  const timed = async <T>(what: Sample['what'], action: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await action();
    } finally {
      observed.samples.push({ what, milliseconds: performance.now() - began });
    }
  };
  observed.purchases.started += 1;
  try {
    const shopper = logsIn ? await timed('log-in', () => logInShopper(shop, login, password)) : known;
    await timed('browse', () => shopper.browse({ category: product.category.slug }));
    await timed('product', () => shopper.product(product.id));
    const order = await placeOrder(shopper, product, timed);
    const { status } = await timed('confirmed', () =>
      shopper.waitFor(order.id, ['CONFIRMED', 'CANCELLED'], maxRequestMs),
    );
    if (status === 'CONFIRMED') observed.purchases.confirmed += 1;
    else observed.failures.push(`order ${order.number} was ${status}`);
  } catch (error) {
    observed.failures.push(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The cart changes again, or is empty, when the last order's items leave it: a shopper who was faster reads it again and
 * orders.
 */
async function placeOrder(
  shopper: Shopper,
  product: Product,
  timed: <T>(what: Sample['what'], action: () => Promise<T>) => Promise<T>,
): Promise<Order> {
  let cart = await timed('cart', () => shopper.addToCart(product.id, 1));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await timed('order', () => shopper.placeOrder({ token: 'tok_ok', cart }));
    } catch (error) {
      if (attempt === 5 || !(error instanceof ProblemError) || ![409, 422].includes(error.status)) throw error;
      cart = await shopper.cart();
      if (cart.items.length === 0) cart = await shopper.addToCart(product.id, 1);
    }
  }
}

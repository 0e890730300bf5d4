/** Shoppers at work: each browses, fills a cart, buys, looks at the order, until it is confirmed; then again. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { ProblemError } from '../e2e/shopper/problem-error.ts';
import type { Shopper } from '../e2e/shopper/shopper.ts';

export interface LoadResult {
  readonly orders: number;
  /** Seconds from the first request to the last confirmation. */
  readonly seconds: number;
  /** Reads of an order's status, over all orders. */
  readonly statusReads: number;
}

/** Milliseconds between two looks at an order. */
const lookEvery = 100;

export async function buyAtOnce(
  shoppers: readonly Shopper[],
  products: readonly Product[],
  each: number,
): Promise<LoadResult> {
  const began = performance.now();
  let statusReads = 0;
  await Promise.all(
    shoppers.map(async (shopper, index) => {
      for (let round = 0; round < each; round += 1) {
        const product = products[(index * each + round) % products.length];
        if (!product) throw new Error('there is nothing to buy');
        const reads = await journey(shopper, product);
        statusReads += reads;
      }
    }),
  );
  return { orders: shoppers.length * each, seconds: (performance.now() - began) / 1_000, statusReads };
}

/** Two reads, a cart write, an order, and as many status reads as it takes; answers how many that were. */
async function journey(shopper: Shopper, product: Product): Promise<number> {
  await shopper.browse({ category: product.category.slug });
  await shopper.product(product.id);
  const order = await buy(shopper, product);
  for (let reads = 1; reads < 600; reads += 1) {
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    const { status } = await shopper.order(order.id);
    if (status === 'CONFIRMED') return reads;
    if (status === 'CANCELLED') throw new Error(`order ${order.number} was cancelled`);
  }
  throw new Error(`order ${order.number} was not confirmed in time`);
}

/** The cart changes once more when the last order's goods leave it: a shopper who was faster looks again and orders. */
async function buy(shopper: Shopper, product: Product) {
  let cart = await shopper.addToCart(product.id, 1);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await shopper.placeOrder({ token: 'tok_ok', cart });
    } catch (error) {
      if (attempt === 20 || !(error instanceof ProblemError) || error.status !== 409) throw error;
      cart = await shopper.cart();
      if (cart.items.length === 0) cart = await shopper.addToCart(product.id, 1);
    }
  }
}

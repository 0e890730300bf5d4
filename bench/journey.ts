/**
 * One shopper's actions for one order: lists, views a product, fills the cart, orders, and follows the order like the page
 * does.
 */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { ProblemError } from '../e2e/shopper/problem-error.ts';
import type { Shopper } from '../e2e/shopper/shopper.ts';

/** Milliseconds after which an order that is not confirmed is a failure. */
const timeoutMs = 60_000;

/** Two reads, a cart write, an order, and its status followed until it is confirmed. */
export async function journey(shopper: Shopper, product: Product): Promise<void> {
  await shopper.browse({ category: product.category.slug });
  await shopper.product(product.id);
  const order = await buy(shopper, product);
  const { status } = await shopper.waitFor(order.id, ['CONFIRMED', 'CANCELLED'], timeoutMs);
  if (status === 'CANCELLED') throw new Error(`order ${order.number} was cancelled`);
}

/** The cart changes once more when the last order's items leave it: a shopper who was faster reads it again and orders. */
async function buy(shopper: Shopper, product: Product): Promise<Order> {
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

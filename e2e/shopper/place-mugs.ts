/** An order of some of five pieces of a product that is on sale for this test only. */
import type { Merchant } from './merchant.ts';
import type { Shopper } from './shopper.ts';

export async function placeMugs(merchant: Merchant, shopper: Shopper, token: string, pieces = 2) {
  const mug = await merchant.offer(5);
  await shopper.emptyCart();
  const order = await shopper.placeOrder({ token, cart: await shopper.addToCart(mug.id, pieces) });
  return { mug, order, id: order.id };
}

export async function confirmedMugs(merchant: Merchant, shopper: Shopper) {
  const placed = await placeMugs(merchant, shopper, 'tok_ok');
  await shopper.waitFor(placed.id, ['CONFIRMED']);
  return placed;
}

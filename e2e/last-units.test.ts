/**
 * Twenty shoppers order the last ten pieces at the same moment: ten get one, ten get "sold out", and everything agrees afterwards:
 * the counters, the movements, and the payment provider's own ledger.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { provider, shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { readLedger } from './shopper/provider-ledger.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

/** More of them, with more shoppers: `npm run nightly`. */
const rounds = Number(process.env.ROUNDS ?? 1);
const pieces = 10;
const shopperCount = rounds > 1 ? 32 : 20;

let merchant: Merchant;
const shoppers: Shopper[] = [];
before(async () => {
  merchant = await logInMerchant(shopUrl());
  // A few at a time: password hashing is expensive on purpose.
  while (shoppers.length < shopperCount)
    shoppers.push(...(await Promise.all(Array.from({ length: 2 }, () => signUpShopper(shopUrl())))));
});

for (let round = 1; round <= rounds; round++)
  test(`round ${round}: exactly ${pieces} of ${shopperCount} are served`, async () => {
    const product = await merchant.offer(pieces);
    const carts = await Promise.all(
      shoppers.map(async (shopper) => {
        await shopper.emptyCart();
        return shopper.addToCart(product.id, 1);
      }),
    );
    const placed = await Promise.all(
      shoppers.map((shopper, i) => shopper.placeOrder({ token: 'tok_ok', cart: carts[i] })),
    );
    const orders = await Promise.all(
      shoppers.map((shopper, i) => shopper.waitFor(placed[i]?.id ?? '', ['CONFIRMED', 'CANCELLED'], 60_000)),
    );
    const confirmed = orders.filter(({ status }) => status === 'CONFIRMED');
    const soldOut = orders.filter(({ cancellation }) => cancellation?.reason === 'out-of-stock');
    assert.deepEqual([confirmed.length, soldOut.length], [pieces, shopperCount - pieces]);
    await assertStockConsistent(product, confirmed, soldOut);
  });

async function assertStockConsistent(
  product: Product,
  confirmed: readonly Order[],
  soldOut: readonly Order[],
): Promise<void> {
  await waitUntil('all ten are sold', async () => (await merchant.stock(product.id)).sold === pieces);
  const { onHand, reserved, sold, received, adjusted } = await merchant.stock(product.id);
  assert.deepEqual(
    { onHand, reserved, sold, received, adjusted },
    { onHand: 0, reserved: 0, sold: pieces, received: pieces, adjusted: 0 },
  );
  const movements = await merchant.movements(product.id);
  const orderIds = (type: string) =>
    movements
      .filter((one) => one.type === type)
      .map(({ orderId }) => orderId)
      .sort();
  const winners = confirmed.map(({ id }) => id).sort();
  assert.deepEqual(orderIds('reserved'), winners);
  assert.deepEqual(orderIds('committed'), winners);
  assert.deepEqual(orderIds('released'), []);

  const ledger = await readLedger(provider());
  const charges = (order: Order) => ledger.filter(({ reference }) => reference.includes(order.id));
  for (const order of confirmed) {
    const [charge, ...more] = charges(order);
    assert.deepEqual([charge?.captures, charge?.captured, charge?.refunded], [1, order.total.amount, 0]);
    assert.deepEqual(more, []);
  }
  for (const order of soldOut) assert.deepEqual(charges(order), []);
}

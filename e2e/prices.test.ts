/**
 * Prices by rules, on the real services: tax, shipping and a code make up the total that is charged and refunded, and nothing is sold
 * while prices are not known. The rules are for one country and one product, so that they concern no other journey.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type QuoteResult, quoteOrder } from '@mambogo/contracts/api/price-quote.ts';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { freezePart } from './freeze-part.ts';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { addIcelandicRules } from './shopper/price-rules.ts';
import { ProblemError } from './shopper/problem-error.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

const shippingAddress = {
  name: 'Robin Example',
  line1: 'Laugavegur 1',
  city: 'Reykjavík',
  postalCode: '101',
  country: 'IS',
};
const code = `MUGS-${Date.now().toString(36).toUpperCase()}`;

let merchant: Merchant;
let shopper: Shopper;
let mug: Product;
let restore: (() => Promise<void>) | undefined;

before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  mug = await merchant.offer(20, 1_999);
  restore = await addIcelandicRules(merchant, mug, code);
});
after(() => restore?.());

const quoted = async (more: object = {}): Promise<QuoteResult> => {
  const { version } = await shopper.cart();
  const { country } = shippingAddress;
  return shopper.api.call(quoteOrder, { body: { cartVersion: version, shippingAddress: { country }, ...more } });
};
const rejection = async (promise: Promise<unknown>): Promise<ProblemError> => {
  const error = await promise.catch((reason: unknown) => reason);
  assert.ok(error instanceof ProblemError, 'it was not rejected');
  return error;
};

test('an order costs what was quoted, keeps the quote, and is refunded to the last cent', async () => {
  await shopper.addToCart(mug.id, 3);
  const terms = { shippingMethod: 'iceland', codes: [code] };
  const { quote, shippingOptions } = await quoted(terms);
  assert.ok(quote);
  assert.deepEqual([quote.discounts[0]?.amount, quote.shipping.total, quote.total], [600, 795, 6_192]);
  assert.equal(quote.taxes[0]?.amount, 1_045 + 154);
  assert.deepEqual(shippingOptions.map(({ key }) => key).slice(-1), ['iceland']);
  const expectedTotal = { amount: quote.total, currency: quote.currency };
  const order = await shopper.placeOrder({ token: 'tok_ok', shippingAddress, expectedTotal, ...terms });
  assert.deepEqual(order.quote, quote);
  await shopper.waitFor(order.id, ['CONFIRMED']);
  assert.equal((await shopper.payment(order.id)).amount.amount, quote.total);
  for (const quantity of [2, 1])
    await merchant.orders.refundGoods(order.id, [{ productId: mug.id, quantity, restock: true }]);
  await waitUntil('the order is refunded', async () => (await shopper.order(order.id)).status === 'REFUNDED');
  assert.deepEqual((await shopper.order(order.id)).refunded, expectedTotal);
});

test('the price of the cart is another one with a tax, a method or a code that was not confirmed', async () => {
  const { total } = await shopper.addToCart(mug.id, 1);
  const { status, slug } = await rejection(
    shopper.placeOrder({ token: 'tok_ok', shippingAddress, shippingMethod: 'iceland', expectedTotal: total }),
  );
  assert.deepEqual([status, slug], [409, 'price-changed']);
});

test('while prices are not known, the cart is shown and no order is placed', async () => {
  const thaw = freezePart('pricing');
  try {
    const { items, total } = await shopper.cart();
    assert.equal(items.length, 1);
    const { status, slug } = await rejection(
      shopper.placeOrder({ token: 'tok_ok', shippingAddress, expectedTotal: total }),
    );
    assert.deepEqual([status, slug], [503, 'upstream-unavailable']);
  } finally {
    thaw();
  }
  const { quote } = await quoted();
  assert.ok(quote);
  const order = await shopper.placeOrder({
    ...{ token: 'tok_ok', shippingAddress },
    expectedTotal: { amount: quote.total, currency: quote.currency },
  });
  await shopper.waitFor(order.id, ['CONFIRMED']);
});

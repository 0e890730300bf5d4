/** Failed purchases: every completed step is compensated. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { provider, shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { readLedger } from './shopper/provider-ledger.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

const paymentFailed = (orderId: string) =>
  waitUntil('the payment failed', async () => (await shopper.order(orderId)).payment.status === 'FAILED');
const nothingHeld = (productId: string) =>
  waitUntil('nothing is reserved any more', async () => (await merchant.stock(productId)).reserved === 0);

test('cancelling an order with a declined card releases its stock', async () => {
  const mug = await merchant.offer(4);
  const cart = await shopper.addToCart(mug.id, 3);
  const placed = await shopper.placeOrder({ token: 'tok_declined', cart });
  await paymentFailed(placed.id);
  assert.equal((await shopper.cancel(placed.id)).cancellation?.reason, 'customer');

  await nothingHeld(mug.id);
  const { onHand, sold, available } = await merchant.stock(mug.id);
  assert.deepEqual({ onHand, sold, available }, { onHand: 4, sold: 0, available: 4 });
  const held = (await merchant.movements(mug.id))
    .filter(({ orderId }) => orderId === placed.id)
    .map(({ type }) => type);
  assert.deepEqual(held, ['released', 'reserved']);

  const charged = (await readLedger(provider())).filter(({ reference }) => reference.includes(placed.id));
  assert.equal(
    charged.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0),
    0,
  );
  assert.equal((await shopper.cart()).items[0]?.quantity, 3, 'the cart is kept for another attempt');
  await shopper.emptyCart();
});

test('an order for more than is in stock reserves nothing, of any line, and lists what is missing', async () => {
  const [plenty, scarce] = await Promise.all([merchant.offer(50), merchant.offer(2)]);
  await shopper.addToCart(plenty.id, 1);
  const cart = await shopper.addToCart(scarce.id, 3);
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart });
  const order = await shopper.waitFor(placed.id, ['CONFIRMED', 'CANCELLED']);
  assert.equal(order.cancellation?.reason, 'out-of-stock');
  assert.match(order.cancellation?.detail ?? '', new RegExp(scarce.name));

  for (const [product, pieces] of [
    [plenty, 50],
    [scarce, 2],
  ] as const) {
    const { available, reserved, sold } = await merchant.stock(product.id);
    assert.deepEqual({ available, reserved, sold }, { available: pieces, reserved: 0, sold: 0 });
  }
  assert.equal(
    (await readLedger(provider())).some(({ reference }) => reference.includes(placed.id)),
    false,
    'nothing was charged',
  );
  await shopper.emptyCart();
});

for (const [token, retryable] of [
  ['tok_insufficient_funds', true],
  ['tok_declined', false],
] as const)
  test(`${token} leaves the order open, with its stock reserved, until another card pays`, async () => {
    const mug = await merchant.offer(4);
    const placed = await shopper.placeOrder({ token, cart: await shopper.addToCart(mug.id, 1) });
    await paymentFailed(placed.id);
    const order = await shopper.order(placed.id);
    assert.equal(order.status, 'AWAITING_PAYMENT');
    assert.equal((await shopper.payment(placed.id)).failure?.retryable, retryable);
    assert.equal((await merchant.stock(mug.id)).reserved, 1);
    await shopper.pay(placed.id, 'tok_ok');
    await shopper.waitFor(placed.id, ['CONFIRMED']);
    await waitUntil('it is sold', async () => (await merchant.stock(mug.id)).sold === 1);
    await shopper.emptyCart();
  });

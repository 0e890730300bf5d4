/** Stock can't be held for free: one account that never confirms its payments leaves most of the stock to others. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { ProblemError } from './shopper/problem-error.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

test('eight unanswered orders of fifty pieces each hold a hundred of four hundred, and merchants see them', async () => {
  const product = await merchant.offer(400);
  const answers: (string | ProblemError)[] = [];
  for (let i = 0; i < 8; i++) {
    await shopper.emptyCart();
    await shopper.addToCart(product.id, 50);
    const order = await shopper.placeOrder({ token: 'tok_action' }).catch((error: unknown) => error as ProblemError);
    answers.push(order instanceof ProblemError ? order : order.id);
  }
  const held = answers.filter((answer) => typeof answer === 'string');
  const rejected = answers.filter((answer) => answer instanceof ProblemError);
  assert.deepEqual([held.length, rejected.length], [2, 6]);
  for (const { status, slug } of rejected) assert.deepEqual([status, slug], [409, 'open-orders-limit']);
  await waitUntil('both wait for the bank', async () => (await listHeld()).length === 2);
  assert.equal((await merchant.stock(product.id)).available, 300);
  assert.deepEqual(
    (await listHeld()).map(({ units, held: isHeld }) => [units, isHeld]),
    [
      [50, true],
      [50, true],
    ],
  );

  const [first = ''] = held;
  const { payment } = await shopper.order(first);
  const left = (new Date(payment.action?.answerBefore ?? 0).getTime() - Date.now()) / 60_000;
  assert.ok(left > 8 && left <= 10, `the bank’s question may be answered for another ${left} minutes`);
  await shopper.cancel(first);
  await waitUntil(
    'the cancelled stock is available again',
    async () => (await merchant.stock(product.id)).available === 350,
  );
  await shopper.placeOrder({ token: 'tok_ok' }).then(({ id }) => shopper.waitFor(id, ['CONFIRMED']));
});

async function listHeld() {
  const { sub } = JSON.parse(atob((await shopper.session.token()).split('.')[1] ?? '')) as { sub: string };
  return (await merchant.orders.list({ held: true, customer: sub })).items;
}

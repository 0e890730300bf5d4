/** Every response of the provider to a charge, each to its end; and its callbacks, which must be authenticated. */

import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { problemOf } from './rejections.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import { exchange } from './shopper/exchange.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { chargesOfOrder, heldStock } from './shopper/order-assertions.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
});

async function pay(token: string) {
  const mug = await merchant.offer(2);
  await shopper.emptyCart();
  return shopper.placeOrder({ token, cart: await shopper.addToCart(mug.id, 1) });
}

for (const token of ['tok_ok', 'tok_twice', 'tok_late', 'tok_error', 'tok_timeout'])
  test(`${token} is paid once`, async () => {
    const { id, total } = await pay(token);
    await shopper.waitFor(id, ['CONFIRMED'], 60_000);
    assert.deepEqual(await chargesOfOrder(id), { captures: 1, captured: total.amount, refunded: 0 });
  });

for (const token of ['tok_declined', 'tok_nobody_knows'])
  test(`${token} is declined, and followed by another card`, async () => {
    const { id, total } = await pay(token);
    await waitUntil('the attempt has failed', async () => (await shopper.order(id)).payment.status === 'FAILED');
    assert.equal((await shopper.order(id)).status, 'AWAITING_PAYMENT');
    await heldStock(id, 0);
    await shopper.pay(id, 'tok_ok');
    await shopper.waitFor(id, ['CONFIRMED']);
    assert.deepEqual(await chargesOfOrder(id), { captures: 1, captured: total.amount, refunded: 0 });
  });

for (const token of ['tok_wrong_amount', 'tok_wrong_currency'])
  test(`${token}: a payment of another amount is refunded and pays nothing; another card pays`, async () => {
    const { id, total } = await pay(token);
    await waitUntil('the attempt has failed', async () => (await shopper.order(id)).payment.status === 'FAILED');
    assert.equal((await shopper.order(id)).payment.failure?.code, 'wrong_amount');
    await shopper.pay(id, 'tok_ok');
    await shopper.waitFor(id, ['CONFIRMED']);
    const taken = total.amount + (token === 'tok_wrong_amount' ? 100 : 0);
    await waitUntil('the captured amount is refunded', async () => (await chargesOfOrder(id)).refunded === taken);
    assert.deepEqual(await chargesOfOrder(id), { captures: 2, captured: taken + total.amount, refunded: taken });
    assert.equal((await shopper.order(id)).refunded.amount, 0, 'nothing of the order itself is refunded');
  });

const callBack = (body: string, headers: Record<string, string> = {}, name = 'simulator') =>
  exchange(new URL(pathOf(paymentCallback, { params: { provider: name } }), shopUrl()), {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

test('accepts a callback signed byte for byte and just now; else it is 401', async () => {
  const secret = localShop().credential('payment', 'psp-webhook-secret');
  const sign = (body: string, at = Math.floor(Date.now() / 1_000), key = secret) => ({
    'psp-signature': `t=${at},v1=${createHmac('sha256', key).update(`${at}.${body}`).digest('hex')}`,
  });
  const event = { id: `evt_${randomUUID()}`, type: 'charge.captured', data: { reference: `${randomUUID()}:1` } };
  const body = `  ${JSON.stringify(event)}\n`;
  assert.equal(problemOf(await callBack(body, sign(body))), '202', 'an unknown reference is stored');
  assert.equal(problemOf(await callBack(body, sign(body))), '202', 'and may be repeated');
  assert.equal(problemOf(await callBack(body)), '401 unauthenticated');
  assert.equal(problemOf(await callBack(JSON.stringify(event), sign(body))), '401 unauthenticated');
  assert.equal(problemOf(await callBack(body, sign(body, undefined, 'guessed'))), '401 unauthenticated');
  const old = Math.floor(Date.now() / 1_000) - 3_600;
  assert.equal(problemOf(await callBack(body, sign(body, old))), '401 unauthenticated');
  assert.equal(problemOf(await callBack('{"id":', sign('{"id":'))), '400 validation');
  assert.equal(problemOf(await callBack('{}', sign('{}'))), '400 validation');
  assert.equal(problemOf(await callBack(body, sign(body), 'nobody')), '404 not-found');
});

/** From the provider's card form to a paid order, as in a browser: the shop only ever sees a token. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { getPaymentProvider, PaymentProviderInfo } from '@mambogo/contracts/api/payments.ts';
import { z } from 'zod';
import { shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
let shopper: Shopper;
let formUrl: string;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  const answer = await fetch(new URL(getPaymentProvider.path, shopUrl()));
  const info = PaymentProviderInfo.parse(await answer.json());
  formUrl = info.provider === 'simulator' ? info.formUrl : assert.fail('the shop under test is simulated');
});

/** The form's request for a card. */
async function tokenOf(number: string): Promise<string> {
  const answer = await fetch(new URL('v1/tokens', formUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number, expMonth: 12, expYear: new Date().getFullYear() + 1, cvc: '123' }),
  });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

async function pay(number: string) {
  const mug = await merchant.offer(2);
  await shopper.emptyCart();
  return shopper.placeOrder({ token: await tokenOf(number), cart: await shopper.addToCart(mug.id, 1) });
}

test('only the shop may embed the form', async () => {
  const { headers, status } = await fetch(formUrl);
  assert.equal(status, 200);
  assert.match(headers.get('content-security-policy') ?? '', new RegExp(`frame-ancestors ${shopUrl()}$`));
});

test('a card becomes a token that pays', async () => {
  const { id } = await pay('4242424242424242');
  await shopper.waitFor(id, ['CONFIRMED']);
});

test('a card that needs confirmation redirects to the bank and back to the order', async () => {
  const { id } = await pay('4000002760003184');
  await waitUntil('the bank asks', async () => (await shopper.order(id)).payment.action !== undefined);
  const { action } = (await shopper.order(id)).payment;
  const body = new URLSearchParams({ decision: 'approve' });
  const answer = await fetch(action?.url ?? assert.fail(), { method: 'POST', body, redirect: 'manual' });
  assert.equal(answer.headers.get('location'), `${shopUrl()}/orders/${id}`);
  await shopper.waitFor(id, ['CONFIRMED']);
});

/** A customer downloads the data that the shop has about them (GDPR article 20). */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before } from 'node:test';
import { Cart } from '@mambogo/contracts/api/cart.ts';
import { listMyOrders, Me, OrderRecord, OwnSecurityEvent } from '@mambogo/contracts/api/me.ts';
import { z } from 'zod';
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { addToCart } from './actions/fill-cart.ts';
import { signUp } from './actions/log-in.ts';
import { address, goToCheckout, orderStatusText, pay } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';

const MyData = z.object({
  exportedAt: z.iso.datetime(),
  account: Me,
  securityEvents: z.array(OwnSecurityEvent),
  cart: Cart,
  orders: z.array(OrderRecord),
});

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});

journey(
  'a customer saves their data as a file: account, cart, and orders with address, payment and timeline',
  async (visit) => {
    const { page, expectError } = await visit();
    const { login } = await signUp(page);
    await addToCart(page, await merchant.offer(5));
    await goToCheckout(page);
    await pay(page);
    await orderStatusText(page, 'Order confirmed');
    await addToCart(page, await merchant.offer(5));

    await page.goto('/account');
    const button = page.getByRole('button', { name: 'Download my data' });
    const orders = `**${listMyOrders.path}*`;
    expectError(/status of 503/);
    await page.route(orders, (route) => route.fulfill({ status: 503 }));
    await button.click();
    await page.getByRole('alert').waitFor();
    await page.unroute(orders);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Try again' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^my-data-\d{4}-\d\d-\d\d\.json$/);
    await page.getByText(`Saved as ${download.suggestedFilename()}`).waitFor();
    const text = await readFile(await download.path(), 'utf8');
    const data = MyData.parse(JSON.parse(text));
    assert.equal(data.account.login, login);
    assert.equal(data.account.sessions.length, 1);
    assert.equal(data.cart.items.length, 1);
    assert.equal(data.orders.length, 1);
    const [record] = data.orders;
    assert.equal(record?.order.shippingAddress.line1, address['Street and number']);
    assert.equal(record?.order.payment.status, 'CAPTURED');
    assert.ok(record?.order.payment.reference);
    assert.ok(record?.timeline.some(({ type }) => type === 'payment.captured'));
  },
);

/** After an account is deleted nothing about the person can be read in any store, topic or log, and the invariants hold. */

import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import pg from 'pg';
import { findInLedger, findInLogs, findInRedis, findInTopics } from './erasure/find-elsewhere.ts';
import { findInMariadb, findInPostgres } from './erasure/find-in-databases.ts';
import { checkShop, violationsOf } from './invariants/check-invariants.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import type { Browser } from './shopper/browser.ts';
import { type CompleteLogin, signUpPages } from './shopper/log-in-pages.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { openSession } from './shopper/session.ts';
import { createShopper, someAddress } from './shopper/shopper.ts';
import { submitForm } from './shopper/submit-form.ts';
import { waitUntil } from './shopper/wait-until.ts';

const searches = [findInPostgres, findInMariadb, findInRedis, findInLedger, findInTopics, findInLogs];
const find = async (needle: string): Promise<string[]> => {
  const found: string[] = [];
  for (const search of searches) found.push(...(await search(needle)));
  return found;
};

/** A unique word. */
const tag = `quorvex${randomBytes(5).toString('hex')}`;
const person = { login: `${tag}-login`, email: `${tag}@example.org`, password: randomUUID() };
const shippingAddress = { ...someAddress, name: `Robin ${tag}`, line1: `1 ${tag} Street` };

test('no data of a deleted account can be found or read', { timeout: 300_000 }, async () => {
  const merchant = await logInMerchant(shopUrl());
  const product = await merchant.offer(5);
  const { browser, token, shopper } = await signUp();
  await submitForm(browser, '/auth/account/email', '/email', { email: person.email, password: person.password });

  const paid = await shopper.placeOrder({
    token: 'tok_ok',
    shippingAddress,
    cart: await shopper.addToCart(product.id, 1),
  });
  await shopper.waitFor(paid.id, ['CONFIRMED']);
  await waitUntil('the cart is empty', async () => (await shopper.cart()).items.length === 0);
  const cancelled = await shopper.placeOrder({
    token: 'tok_ok',
    shippingAddress,
    cart: await shopper.addToCart(product.id, 1),
  });
  await shopper.waitFor(cancelled.id, ['CONFIRMED']);
  await shopper.cancel(cancelled.id, `${tag} has moved`);
  await shopper.addToCart(product.id, 1);
  assert.equal((await merchant.orders.order(paid.id)).shippingAddress.line1, shippingAddress.line1);
  assert.equal((await merchant.orders.order(cancelled.id)).cancellation?.note, `${tag} has moved`);
  assert.ok((await readable(paid.id)).includes(tag), 'readable with the key');
  const { customerId } = await merchant.orders.order(paid.id);

  await submitForm(browser, '/auth/account/delete', '/delete', { password: person.password });
  const options = { headers: { authorization: `Bearer ${token}` } };
  await waitUntil(
    'the token is rejected',
    async () => (await shopper.api.raw(listOrders.path, options)).status === 401,
    2_000,
  );
  await waitUntil('order has lost the key', async () => (await readable(paid.id)) === '', 30_000);
  assert.equal(await readable(cancelled.id), '');
  const seen = await merchant.orders.order(paid.id);
  assert.deepEqual([seen.shippingAddress.name, seen.status], ['(erased)', 'CONFIRMED']);
  assert.equal((await merchant.orders.order(cancelled.id)).cancellation?.note, undefined);

  // Proves that the search works: the order's id is in all stores but the catalogue and Redis.
  const control = await find(paid.id);
  for (const search of [/^postgres .*order_event/, /^postgres .*payment_event/, /^ledger/, /^topic order\.events/])
    assert.ok(
      control.some((one) => search.test(one)),
      `${search} is in ${control.join(', ')}`,
    );
  await merchant.shopper.addToCart(product.id, 1);
  assert.ok((await findInRedis(product.id)).length > 0);
  assert.ok((await findInMariadb(product.id)).length > 0);
  assert.ok((await findInLogs(customerId)).length > 0);

  assert.deepEqual(await find(tag), []);
  let broken = '';
  await waitUntil(
    'the invariants hold',
    async () => {
      const report = await checkShop(localShop());
      broken = JSON.stringify(report).slice(0, 2_000);
      return violationsOf(report) === 0;
    },
    60_000,
  ).catch((error: unknown) => assert.fail(`${String(error)}: ${broken}`));
});

async function signUp() {
  const used: { browser?: Browser } = {};
  const pass: CompleteLogin = (browser, first) => {
    used.browser = browser;
    return signUpPages(person.login, person.password)(browser, first);
  };
  const session = await openSession(shopUrl(), pass);
  assert.ok(used.browser);
  const shopper = createShopper(shopUrl(), person.login, session);
  return { browser: used.browser, token: await session.token(), shopper };
}

/** All personal data of an order that any key in the store opens; '' when none does. */
async function readable(orderId: string): Promise<string> {
  const shop = localShop();
  const personalData = createPersonalData(shop.credential('order', 'personal-data-key'));
  const client = new pg.Client({ connectionString: shop.databaseUrl('order') });
  await client.connect();
  try {
    const keys = await client.query<{ key: Buffer }>(
      'select wrapped_key as key from customer_key where wrapped_key is not null',
    );
    const data = await client.query<{ personal: Buffer }>(
      `select personal from order_summary where id = $1 and personal is not null
       union all select personal from order_event where order_id = $1 and personal is not null`,
      [orderId],
    );
    assert.ok(data.rows.length > 0);
    const open = (key: Buffer, personal: Buffer): string => {
      try {
        return JSON.stringify(personalData.decrypt(key, personal));
      } catch {
        return '';
      }
    };
    return keys.rows.flatMap(({ key }) => data.rows.map(({ personal }) => open(key, personal))).join('');
  } finally {
    await client.end();
  }
}

/** What a customer gets by mail about an order, read from the shop's mail server: each once, with links to the shop only. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { listMessages } from '@mambogo/contracts/api/messages.ts';
import { messageIdOf, readMails } from '@mambogo/local/mail/read-mails.ts';
import { requiredSetting, shopUrl } from './shop-under-test.ts';
import type { Browser } from './shopper/browser.ts';
import { signUpPages } from './shopper/log-in-pages.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { confirmedMugs } from './shopper/place-mugs.ts';
import { openSession } from './shopper/session.ts';
import { createShopper } from './shopper/shopper.ts';
import { submitForm } from './shopper/submit-form.ts';
import { waitUntil } from './shopper/wait-until.ts';

const person = { login: `mailed-${randomUUID()}`, email: `${randomUUID()}@example.org`, password: randomUUID() };
const mails = () => readMails(requiredSetting('SHOP_MAIL_PAGE'), person.email);

test('an order is confirmed, shipped, delivered and refunded by one mail each', { timeout: 120_000 }, async () => {
  const merchant = await logInMerchant(shopUrl());
  const used: { browser?: Browser } = {};
  const session = await openSession(shopUrl(), (browser, first) => {
    used.browser = browser;
    return signUpPages(person.login, person.password)(browser, first);
  });
  assert.ok(used.browser);
  const { email, password } = person;
  await submitForm(used.browser, '/auth/account/email', '/email', { email, password });
  const shopper = createShopper(shopUrl(), person.login, session);
  const { id, order } = await confirmedMugs(merchant, shopper);
  await merchant.orders.ship(id);
  await merchant.orders.deliver(id);
  await merchant.orders.refund(id);
  await waitUntil('all mails have arrived', async () => (await mails()).length >= 4);
  const list = () => merchant.shopper.api.call(listMessages, { query: { orderId: id } });
  await waitUntil('all messages are sent', async () => {
    const { items } = await list();
    return items.length === 4 && items.every(({ state }) => state === 'sent');
  });
  const received = await mails();
  assert.deepEqual(received.map(({ subject }) => subject).sort(), [
    `Order ${order.number} is confirmed`,
    `Order ${order.number} is on its way`,
    `Order ${order.number} was delivered`,
    `Refund for order ${order.number}`,
  ]);
  assert.equal(new Set(received.map(messageIdOf)).size, 4);
  for (const { text, html } of received) {
    assert.match(text, new RegExp(`Hello ${person.login},`));
    for (const [, url] of html.matchAll(/(?:href|src)="([^"]*)"/g)) assert.equal(url, `${shopUrl()}/orders/${id}`);
  }
  assert.match(received.find(({ subject }) => subject.includes('on its way'))?.text ?? '', /RR123/);

  await submitForm(used.browser, '/auth/account/delete', '/delete', { password });
  await waitUntil('its messages are erased', async () => (await list()).items.length === 0);
});

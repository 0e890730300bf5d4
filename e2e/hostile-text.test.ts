/**
 * Text that stores and pages can't represent, and maximum lengths, in every text field of every route's body and query: each is
 * accepted or rejected with a reason, never a 5xx.
 */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { listProducts, type Product } from '@mambogo/contracts/api/products.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { saveShopText } from '@mambogo/contracts/api/shop-texts.ts';
import type { Route } from '@mambogo/contracts/route.ts';
import { z } from 'zod';
import { contactText, type RouteSample, routeSamples } from './route-samples.ts';
import { shopUrl } from './shop-under-test.ts';
import { signUpPages } from './shopper/log-in-pages.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { openSession } from './shopper/session.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { type TextField, textFields, withText } from './text-fields.ts';

let merchant: Merchant;
let shopper: Shopper;
let mug: Product;
let samples: ReturnType<typeof routeSamples>;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  mug = await merchant.offer(1_000);
  samples = routeSamples({ merchant, shopper, mug });
});
// The texts in the footer of every page.
after(() => merchant.shopper.api.call(saveShopText, { params: contactText, body: { text: '' } }));

const send = async (route: Route, { path = {}, body }: RouteSample, query = '') => {
  const address = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => path[name] ?? randomUUID());
  const { api } = route.scopes?.some((scope) => shopperScopes.has(scope)) ? shopper : merchant.shopper;
  return api.raw(`${address}${query}`, {
    method: route.method,
    ...(body && { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'if-match': '*' },
  });
};
const shopperScopes = new Set<string>(['order:write', 'cart:manage']);

/** The escapes count in JSON columns, the four-byte characters in MariaDB's. */
const hostile = ({ maxLength = 200 }: TextField): readonly string[] => [
  'a\u0000b',
  'a\ud800b',
  '\u0007'.repeat(maxLength),
  'a\u202eb',
  '\u200b\u200b\u200b',
  '𝔘'.repeat(Math.floor(maxLength / 2)),
  '"\\'.repeat(Math.floor(maxLength / 2)),
  // Three bytes per UTF-16 unit are the maximum.
  'ラ'.repeat(maxLength),
];

for (const route of routes) {
  const fields = route.body && !route.rawBody ? textFields(route.body) : [];
  if (fields.length > 0)
    test(`${route.id}: ${fields.map(({ path }) => path.join('.')).join(', ')}`, async () => {
      const sample = samples[route.id];
      assert.ok(sample, `add a sample for ${route.id}`);
      const failed: string[] = [];
      let rejectedCount = 0;
      for (const field of fields)
        for (const text of hostile(field)) {
          const { path, body } = await sample();
          const answer = await send(route, { path, body: withText(body ?? {}, field.path, text) });
          const what = `${field.path.join('.')}: ${JSON.stringify(text.slice(0, 8))} was ${answer.status}`;
          if (answer.status >= 500) failed.push(`${what}: ${answer.text.slice(0, 200)}`);
          if (answer.status >= 400) rejectedCount += 1;
          if (!text.isWellFormed() || text.includes('\u0000')) if (answer.status < 400) failed.push(what);
        }
      const { path, body } = await sample();
      const all = fields.reduce(
        (filled, { path: at, maxLength = 200 }) => withText(filled, at, 'ラ'.repeat(maxLength)),
        body ?? {},
      );
      const { status, text } = await send(route, { path, body: all });
      if (status >= 500) failed.push(`all fields at their longest were ${status}: ${text.slice(0, 200)}`);
      assert.deepEqual(failed, []);
      assert.ok(rejectedCount >= 2 * fields.length, "text that can't be stored is rejected");
    });

  const queried = route.method === 'GET' && route.query && !route.stream ? textFields(route.query) : [];
  if (queried.length > 0)
    test(`${route.id}?${queried.map(({ path }) => path.join('.')).join('&')}`, async () => {
      for (const {
        path: [name = ''],
      } of queried)
        for (const text of ['a%00b', '%ED%A0%80', '%07', '%E2%80%AE', '%F0%9D%94%98'.repeat(60)]) {
          const { status, text: responseText } = await send(route, {}, `?${name}=${text}`);
          assert.ok(status < 500, `${name}=${text} was ${status}: ${responseText.slice(0, 200)}`);
        }
    });
}

test('the log-in pages and the redirects to them', async () => {
  for (const login of ['a\u0000b', 'a\u0007b', '\u202eab', '𝔘'.repeat(30)])
    await openSession(shopUrl(), signUpPages(login, randomUUID())).catch((error: Error) =>
      assert.doesNotMatch(error.message, /status 5|went wrong/),
    );
  for (const query of ['client_id=%00', 'client_id=spa&state=%00&scope=openid', 'ui_locales=%00', 'login_hint=%00']) {
    const { status } = await shopper.api.raw(`/oauth/authorize?${query}`);
    assert.ok(status < 500, `${query} was ${status}`);
  }
});

test('accepted text is returned as it was typed, in normalization form C', async () => {
  const typed = ' Cafe\u0301 Mug ☕ – 抹茶ラテ碗 👩‍👩‍👧 ';
  const sample = await samples.createProduct?.();
  const input = { ...sample?.body, name: typed };
  const made = await merchant.shopper.api.raw(listProducts.path, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json' },
  });
  const { name } = z.object({ name: z.string() }).parse(made.json());
  assert.equal(name, typed.normalize('NFC').trim());
});

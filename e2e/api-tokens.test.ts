/** A merchant creates an API token in the browser; a program uses it through the gateway until it is revoked. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { listStock } from '@mambogo/contracts/api/inventory.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { listPeople } from '@mambogo/contracts/api/people.ts';
import { z } from 'zod';
import { problemOf } from './rejections.ts';
import { shopUrl } from './shop-under-test.ts';
import { createBrowser, type Page } from './shopper/browser.ts';
import { exchange } from './shopper/exchange.ts';
import { parseForms } from './shopper/html-form.ts';
import { waitUntil } from './shopper/wait-until.ts';

const path = '/auth/account/api-tokens';
const Granted = z.object({ access_token: z.string(), scope: z.string(), expires_in: z.int() });

const formWith = (page: Page, isIt: (fields: Readonly<Record<string, string>>) => boolean) => {
  const form = parseForms(page.html, page.url).find(({ fields }) => isIt(fields));
  assert.ok(form, page.html);
  return form;
};

const askForToken = (id: string, secret: string) =>
  exchange(new URL('/auth/token', shopUrl()), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }).toString(),
  });

test('a program can do what its token allows, and nothing else, until the token is revoked', async () => {
  const browser = createBrowser('http://127.0.0.1:1/');
  const logInPage = await browser.visit(new URL(path, shopUrl()));
  const logInForm = formWith(logInPage, (fields) => 'login' in fields);
  const list = await browser.submit(logInForm, { login: 'admin', password: 'admin' });
  const name = `Warehouse ${process.pid}`;
  const made = await browser.submit(
    formWith(list, (fields) => 'name' in fields),
    { action: 'create', name, scope: 'stock:manage' },
  );
  const [id, secret] = [...made.html.matchAll(/<dd><code>([^<]+)<\/code>/g)].map(([, value]) => value);
  assert.ok(id && secret, made.html);

  const { access_token: token, scope } = Granted.parse((await askForToken(id, secret)).json());
  assert.equal(scope, 'stock:manage');
  const call = async (address: string, method = 'GET') =>
    problemOf(await exchange(new URL(address, shopUrl()), { method, headers: { authorization: `Bearer ${token}` } }));
  assert.equal(await call(`${listStock.path}?size=1`), '200');
  assert.equal(await call(listAllOrders.path), '403 forbidden');
  assert.equal(await call(listPeople.path), '403 forbidden');
  assert.equal(await call(listOrders.path), '403 forbidden');
  assert.equal((await askForToken(id, `${secret}0`)).status, 401);

  const again = await browser.visit(new URL(path, shopUrl()));
  assert.match(again.html, new RegExp(`${name}[\\s\\S]*Last used`));
  await browser.submit(
    formWith(again, (fields) => fields.id === id),
    { action: 'revoke' },
  );
  assert.equal((await askForToken(id, secret)).status, 401);
  await waitUntil(
    'the access token is rejected',
    async () => (await call(`${listStock.path}?size=1`)) === '401 unauthenticated',
  );
});

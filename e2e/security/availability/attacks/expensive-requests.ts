/** Well-formed requests that make the shop work or store something without paying. */

import { randomBytes, randomUUID } from 'node:crypto';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { listOrders, placeOrder } from '@mambogo/contracts/api/orders.ts';
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { findLink, parseForms } from '../../../shopper/html-form.ts';
import { type Attack, atRate } from '../attack.ts';
import type { Answer, Attacker } from '../attacker.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };

const cookiesOf = ({ headers }: Answer): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** The first page of a log-in with its cookies; throws when the shop rejects it. */
async function openLogIn(attacker: Attacker): Promise<{ page: Answer; url: URL; cookie: string }> {
  const query = new URLSearchParams({
    client_id: 'mambogo-spa',
    redirect_uri: `${attacker.shop.origin}/callback`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: randomBytes(32).toString('base64url'),
    code_challenge_method: 'S256',
    state: randomUUID(),
  });
  const first = await attacker.read('GET', `/auth/authorize?${query}`);
  if (first.status !== 303) throw new Error(`no log-in: ${first.status}`);
  const url = new URL(String(first.headers.location), attacker.shop);
  const cookie = cookiesOf(first);
  return { page: await attacker.read('GET', url.pathname, { headers: { cookie } }), url, cookie };
}

const submit = async (attacker: Attacker, page: Answer, url: URL, cookie: string, values: Record<string, string>) => {
  const found = parseForms(page.text, url).find(({ fields }) => 'login' in fields && 'password' in fields);
  const body = new URLSearchParams({ ...found?.fields, ...values }).toString();
  return attacker.send('POST', (found?.action ?? url).pathname, { headers: { ...form, cookie }, body });
};

export const expensiveRequests: readonly Attack[] = [
  {
    name: 'log-in-flood',
    what: 'wrong passwords, as fast as pages can be had',
    run: (attacker) =>
      atRate(attacker, 20, async (index) => {
        const { page, url, cookie } = await openLogIn(attacker);
        await submit(attacker, page, url, cookie, { login: `nobody-${index}`, password: randomUUID() });
      }),
  },
  {
    name: 'sign-up-flood',
    what: 'new accounts, as fast as pages can be had',
    run: (attacker) =>
      atRate(attacker, 20, async () => {
        const { page, url, cookie } = await openLogIn(attacker);
        const link = findLink(page.text, url, '/sign-up');
        if (!link) return;
        const signUp = await attacker.read('GET', link.pathname, { headers: { cookie } });
        await submit(attacker, signUp, link, cookie, { login: `bot-${randomUUID()}`, password: randomUUID() });
      }),
  },
  {
    name: 'guest-carts',
    what: 'a new guest with a full line, 40 times a second',
    run: (attacker) =>
      atRate(attacker, 40, () =>
        attacker.send('POST', addCartItem.path, {
          headers: json,
          body: JSON.stringify({ productId: attacker.productId, quantity: 50 }),
        }),
      ),
  },
  {
    name: 'expensive-searches',
    what: 'searches of many words that find much, sorted and in pages of 100',
    run: (attacker) =>
      atRate(attacker, 33, (index) =>
        attacker.send(
          'GET',
          `${listProducts.path}?search=a%20e%20${String.fromCharCode(97 + (index % 26))}&sort=-price&size=100&page=${(index % 3) + 1}`,
        ),
      ),
  },
  {
    name: 'cache-busting',
    what: 'catalogue pages and files of the shop, each with an address of its own',
    run: (attacker) =>
      atRate(attacker, 60, (index) =>
        index % 2 === 0
          ? attacker.send('GET', `${listProducts.path}?minPrice=${(index % 900) + 1}&size=20`)
          : attacker.send('GET', `/search?x=${randomUUID()}`, { headers: { 'accept-language': randomUUID() } }),
      ),
  },
  {
    name: 'forged-tokens',
    what: 'tokens with unknown key ids',
    run: (attacker) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return atRate(attacker, 100, () =>
        attacker.send('GET', listOrders.path, {
          headers: {
            authorization: `Bearer ${part({ alg: 'RS256', typ: 'at+jwt', kid: randomUUID() })}.${part({ sub: 'x' })}.${randomBytes(256).toString('base64url')}`,
          },
        }),
      );
    },
  },
  {
    name: 'forged-callbacks',
    what: "payment providers' callbacks with wrong signatures",
    run: (attacker) =>
      atRate(attacker, 60, () =>
        attacker.send('POST', pathOf(paymentCallback, { params: { provider: 'simulator' } }), {
          headers: { ...json, 'psp-signature': 't=1,v1=00' },
          body: JSON.stringify({ id: randomUUID(), type: 'charge.captured', data: 'x'.repeat(2_000) }),
        }),
      ),
  },
  {
    name: 'refused-orders',
    what: 'orders by one account for carts that do not exist',
    run: (attacker) =>
      atRate(attacker, 40, () =>
        attacker.send('POST', placeOrder.path, {
          headers: { ...json, authorization: `Bearer ${attacker.token}`, 'idempotency-key': randomUUID() },
          body: JSON.stringify({ cartVersion: randomUUID() }),
        }),
      ),
  },
];

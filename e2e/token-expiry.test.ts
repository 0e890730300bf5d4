/** Access tokens end with their session or account: within two seconds the gateway and every service reject them. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { followOrder, listOrders } from '@mambogo/contracts/api/orders.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { type RouteOwner, routeOwners } from '@mambogo/contracts/route.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import type { Browser } from './shopper/browser.ts';
import { exchange } from './shopper/exchange.ts';
import { type CompleteLogin, logInPages, signUpPages } from './shopper/log-in-pages.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { openEvents } from './shopper/server-sent-events.ts';
import { openSession } from './shopper/session.ts';
import { createShopper } from './shopper/shopper.ts';
import { submitForm } from './shopper/submit-form.ts';
import { waitUntil } from './shopper/wait-until.ts';

/** A request without a body that the service checks the token of, besides its sidecar. */
function protectedEndpoint(service: RouteOwner): { readonly method: string; readonly path: string } {
  // Its OpenID provider checks tokens by itself.
  if (service === 'identity') return { method: 'GET', path: '/auth/userinfo' };
  const found = routes.find(
    ({ owner, scopes, body, rawBody, stream }) => owner === service && scopes && !body && !rawBody && !stream,
  );
  assert.ok(found, `${service} has a route for callers with a token`);
  return { method: found.method, path: found.path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000') };
}

async function statuses(token: string): Promise<Record<string, number>> {
  const shop = localShop();
  const authorization = `Bearer ${token}`;
  const inside = routeOwners.map(async (service) => {
    const { method, path } = protectedEndpoint(service);
    const headers = { authorization, 'dapr-api-token': shop.credential(service, 'app-api-token') };
    const { status } = await exchange(`http://127.0.0.1:${shop.ports.services[service]}${path}`, { method, headers });
    return [service, status] as const;
  });
  const gateway = exchange(new URL(listOrders.path, shopUrl()), { headers: { authorization } });
  return Object.fromEntries([...(await Promise.all(inside)), ['gateway', (await gateway).status]]);
}

interface Person {
  readonly login: string;
  readonly password: string;
}

/** A log-in in a browser of its own. */
async function logIn({ login, password }: Person, pages: typeof logInPages) {
  const used: { browser?: Browser } = {};
  const pass: CompleteLogin = (browser, first) => {
    used.browser = browser;
    return pages(login, password)(browser, first);
  };
  const session = await openSession(shopUrl(), pass);
  const { browser } = used;
  assert.ok(browser);
  return { browser, session, token: await session.token(), shopper: createShopper(shopUrl(), login, session) };
}

const newPerson = () => ({ login: `person-${randomUUID()}`, password: randomUUID() });

async function refusedEverywhere(token: string): Promise<void> {
  const began = Date.now();
  let last: Record<string, number> = {};
  await waitUntil(
    'everything rejects it',
    async () => {
      last = await statuses(token);
      return Object.values(last).every((status) => status === 401);
    },
    2_000,
  ).catch((error: unknown) => assert.fail(`${String(error)}: ${JSON.stringify(last)}`));
  console.log(`rejected everywhere after ${Date.now() - began} ms`);
}

const isGood = async (token: string): Promise<void> => {
  for (const [service, status] of Object.entries(await statuses(token))) assert.notEqual(status, 401, service);
};

test('logging out ends that session’s token and live streams, and no other session', async () => {
  const person = newPerson();
  const here = await logIn(person, signUpPages);
  const otherLogin = await logIn(person, logInPages);
  await isGood(here.token);
  const product = await (await logInMerchant(shopUrl())).offer(1);
  const { id } = await here.shopper.placeOrder({ token: 'tok_ok', cart: await here.shopper.addToCart(product.id, 1) });
  await here.shopper.waitFor(id, ['CONFIRMED']);
  const events = await openEvents(new URL(pathOf(followOrder, { params: { id } }), shopUrl()), {
    token: here.token,
    signal: AbortSignal.timeout(10_000),
  });
  assert.ok(events);
  const stream = (async () => {
    for await (const _event of events);
    return Date.now();
  })();
  await submitForm(here.browser, '/auth/logout', '/logout/confirm', { logout: 'yes' });
  const loggedOut = Date.now();
  await refusedEverywhere(here.token);
  assert.ok((await stream) - loggedOut < 2_000, 'the stream has ended');
  await isGood(otherLogin.token);
});

test('a new password ends the tokens of every other session', async () => {
  const person = newPerson();
  const here = await logIn(person, signUpPages);
  const otherLogin = await logIn(person, logInPages);
  const newPassword = randomUUID();
  await submitForm(here.browser, '/auth/account/password', '/password', { password: person.password, newPassword });
  await refusedEverywhere(otherLogin.token);
  await isGood(here.token);
});

test('a session ended from another one loses its token', async () => {
  const person = newPerson();
  const here = await logIn(person, signUpPages);
  const otherLogin = await logIn(person, logInPages);
  const [, middle = ''] = otherLogin.token.split('.');
  const { sid } = JSON.parse(Buffer.from(middle, 'base64url').toString()) as { sid: string };
  await submitForm(here.browser, '/auth/account/sessions', '/sessions', { session: sid });
  await refusedEverywhere(otherLogin.token);
  await isGood(here.token);
});

test('no token of a deleted account is valid, in any session', async () => {
  const person = newPerson();
  const here = await logIn(person, signUpPages);
  const otherLogin = await logIn(person, logInPages);
  await submitForm(here.browser, '/auth/account/delete', '/delete', { password: person.password });
  await refusedEverywhere(here.token);
  await refusedEverywhere(otherLogin.token);
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { addCartItem, Cart, getCart } from '@mambogo/contracts/api/cart.ts';
import { getOrder } from '@mambogo/contracts/api/orders.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import type { Route } from '@mambogo/contracts/route.ts';
import { roleScopes } from '@mambogo/contracts/scopes.ts';
import { problemOf } from '../rejections.ts';
import { shopUrl } from '../shop-under-test.ts';
import { type Answer, exchange } from '../shopper/exchange.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';

/** Routes for merchants; the other routes with a scope are a customer's. */
const isMerchants = ({ scopes = [] }: Route) => scopes.some((scope) => !roleScopes.USER.includes(scope));
const takesId = ({ path }: Route) => path.includes('{');
/** Well-formed bodies by route: a rejection must be for ownership, not for the format. */
const bodies: Readonly<Record<string, object>> = {
  payOrder: { token: 'tok_ok' },
  setCartItem: { quantity: 1 },
  shipOrder: { carrier: 'Post', trackingNumber: '1' },
  cancelAnyOrder: { reason: 'because' },
  refundOrder: { reason: 'because' },
  receiveStock: { quantity: 1, reference: 'x' },
  adjustStock: { delta: 1, reason: 'x' },
  announceDelivery: { expectedOn: null },
  discardDeadLetter: { reason: 'x' },
};

let owner: Shopper;
let otherShopper: Shopper;
let ids: Readonly<Record<string, string>>;

before(async () => {
  const merchant = await logInMerchant(shopUrl());
  const product = await merchant.offer(10);
  owner = await signUpShopper(shopUrl());
  otherShopper = await signUpShopper(shopUrl());
  await owner.addToCart(product.id, 1);
  const order = await owner.placeOrder({ token: 'tok_ok' });
  await owner.waitFor(order.id, ['CONFIRMED']);
  ids = { id: order.id, orderId: order.id, productId: product.id, service: 'order', provider: 'simulator' };
});

const fill = ({ path }: Route, by: Readonly<Record<string, string>>) =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => by[name] ?? randomUUID());
const call = (shopper: Shopper | undefined, route: Route, path: string): Promise<Answer> => {
  const body = bodies[route.id];
  const options = {
    method: route.method,
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(route.idempotent ? { 'idempotency-key': randomUUID() } : {}),
      ...(route.ifMatch ? { 'if-match': '*' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  };
  return shopper ? shopper.api.raw(path, options) : exchange(new URL(path, shopUrl()), options);
};

test('another customer’s order is not found, on every route that takes its id', async () => {
  const ownedRoutes = routes.filter(
    (route) => takesId(route) && route.scopes && !isMerchants(route) && /\{(?:id|orderId)\}/.test(route.path),
  );
  assert.ok(ownedRoutes.length >= 6);
  for (const route of ownedRoutes)
    assert.equal(problemOf(await call(otherShopper, route, fill(route, ids))), '404 not-found', route.id);
  assert.equal((await owner.order(ids.id ?? '')).status, 'CONFIRMED');
});

test('its rejection has the same text as that of an unknown order', async () => {
  const [ownedRoutes, missing] = await Promise.all(
    [ids.id ?? '', randomUUID()].map(async (id) => {
      const { status, text } = await otherShopper.api.raw(pathOf(getOrder, { params: { id } }));
      return { status, text: text.replaceAll(id, 'ID').replace(/"traceId":"\w+"/, '') };
    }),
  );
  assert.deepEqual(ownedRoutes, missing);
});

test('a customer gets 403 on every merchant route, whatever the id', async () => {
  const ownedRoutes = routes.filter(isMerchants);
  assert.ok(ownedRoutes.length >= 15);
  for (const route of ownedRoutes) {
    assert.equal(problemOf(await call(otherShopper, route, fill(route, ids))), '403 forbidden', route.id);
    assert.equal(problemOf(await call(owner, route, fill(route, {}))), '403 forbidden', route.id);
  }
});

test('without a token, every route that needs one responds 401, without further details', async () => {
  for (const route of routes.filter(({ scopes, allowsGuests: guests }) => scopes && !guests))
    assert.equal(problemOf(await call(undefined, route, fill(route, ids))), '401 unauthenticated', route.id);
});

test('invalid or multiple ids find nothing and break nothing', async () => {
  const tricks = [
    '1',
    '0',
    '-1',
    '*',
    'null',
    'me',
    '00000000-0000-0000-0000-000000000000',
    `${ids.id}%20`,
    `${ids.id},${randomUUID()}`,
    `${ids.id}.json`,
    String(ids.id).toUpperCase(),
    `{${ids.id}}`,
    "'%20or%201=1--",
    '%5b%5d',
    '__proto__',
  ];
  for (const id of tricks) {
    const { status } = await otherShopper.api.raw(pathOf(getOrder, { params: { id } }));
    assert.ok(status === 400 || status === 404, `${id}: ${status}`);
  }
});

test('another guest’s cookie, or an invented one, does not find a guest’s cart', async () => {
  const id = ids.productId;
  const add = (cookie?: string) =>
    exchange(new URL(addCartItem.path, shopUrl()), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ productId: id, quantity: 1 }),
    });
  const first = await add();
  const set = String([first.headers['set-cookie']].flat()[0]);
  assert.match(set, /HttpOnly/i);
  assert.match(set, /SameSite=Lax/i);
  const [cookie = ''] = set.split(';');
  const changed = `${cookie.slice(0, -1)}${cookie.endsWith('a') ? 'b' : 'a'}`;
  for (const other of [
    changed,
    'mambogo_guest=1',
    'mambogo_guest=',
    `mambogo_guest=${ids.id}`,
    'mambogo_guest=__proto__',
    'mambogo_guest=../../x',
  ]) {
    const answer = await exchange(new URL(getCart.path, shopUrl()), { headers: { cookie: other } });
    assert.ok(answer.status === 200 || answer.status === 403, `${other}: ${answer.status}`);
    if (answer.status === 200) assert.equal(Cart.parse(answer.json()).items.length, 0, other);
  }
});

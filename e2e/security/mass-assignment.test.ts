import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { addCartItem } from '@mambogo/contracts/api/cart.ts';
import { adjustStock, announceDelivery, receiveStock } from '@mambogo/contracts/api/inventory.ts';
import { listOrders, OrderPage, placeOrder as placeOrderRoute } from '@mambogo/contracts/api/orders.ts';
import { createProduct, type Product } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { problemOf } from '../rejections.ts';
import { shopUrl } from '../shop-under-test.ts';
import { createBrowser } from '../shopper/browser.ts';
import { exchange } from '../shopper/exchange.ts';
import { findLink, parseForms } from '../shopper/html-form.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { type Shopper, signUpShopper, someAddress } from '../shopper/shopper.ts';
import { authorizeUrl, redirectUri } from './authorize-url.ts';

let merchant: Merchant;
let shopper: Shopper;
let product: Product;
before(async () => {
  merchant = await logInMerchant(shopUrl());
  product = await merchant.offer(10);
  shopper = await signUpShopper(shopUrl());
});

const send = (by: Shopper, method: string, path: string, body: object, headers: Record<string, string> = {}) =>
  by.api.raw(path, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
/** Fields that a client might try to set, with their values. */
const attempts = {
  id: randomUUID(),
  status: 'CONFIRMED',
  customerId: randomUUID(),
  unitPrice: { amount: 1, currency: 'EUR' },
  price: 1,
  total: { amount: 1, currency: 'EUR' },
  roles: ['ADMIN'],
  scope: 'admin:all',
  version: 99,
  createdAt: '2020-01-01T00:00:00Z',
  discount: 100,
  refunded: { amount: 0, currency: 'EUR' },
  isAdmin: true,
};

test('a cart line takes a product and a quantity: all other fields are rejected', async () => {
  for (const [name, value] of Object.entries(attempts)) {
    const body = { productId: product.id, quantity: 1, [name]: value };
    assert.equal(problemOf(await send(shopper, 'POST', addCartItem.path, body)), '400 validation', name);
  }
  assert.equal((await shopper.cart()).items.length, 0);
});

test('an order is the cart at its prices: no other field is accepted', async () => {
  const cart = await shopper.addToCart(product.id, 1);
  const order = {
    cartVersion: cart.version,
    shippingAddress: someAddress,
    payment: { method: 'card', token: 'tok_ok' },
    expectedTotal: cart.total,
  };
  const placeOrder = (body: object) =>
    send(shopper, 'POST', placeOrderRoute.path, body, { 'idempotency-key': randomUUID() });
  for (const [name, value] of Object.entries(attempts))
    assert.equal(problemOf(await placeOrder({ ...order, [name]: value })), '400 validation', name);
  for (const inner of [
    { shippingAddress: { ...someAddress, customerId: randomUUID() } },
    { payment: { method: 'card', token: 'tok_ok', status: 'CAPTURED' } },
  ])
    assert.equal(problemOf(await placeOrder({ ...order, ...inner })), '400 validation', Object.keys(inner)[0]);
  const placed = await shopper.placeOrder({ token: 'tok_ok', cart });
  assert.deepEqual(placed.total, cart.total);
});

test('a merchant sets a product’s fields, but not its id, version and state', async () => {
  const input = {
    sku: `SEC-${randomUUID().slice(0, 8).toUpperCase()}`,
    name: 'Mug',
    price: product.price,
    category: product.category.slug,
  };
  for (const name of ['id', 'version', 'status', 'createdAt', 'availability', 'roles'] as const)
    assert.equal(
      problemOf(await send(merchant.shopper, 'POST', createProduct.path, { ...input, [name]: 'x' })),
      '400 validation',
      name,
    );
  for (const route of [receiveStock, adjustStock, announceDelivery])
    assert.equal(
      problemOf(
        await send(merchant.shopper, 'POST', pathOf(route, { params: { productId: product.id } }), {
          quantity: 1,
          delta: 1,
          reference: 'x',
          reason: 'x',
          available: 99,
        }),
      ),
      '400 validation',
      route.path,
    );
});

test('unknown list parameters are rejected, or change nothing', async () => {
  for (const query of [
    'customerId=1',
    'roles=ADMIN',
    'admin=true',
    'status=__proto__',
    'include=payments',
    'fields=*',
  ]) {
    const answer = await shopper.api.raw(`${listOrders.path}?${query}`);
    if (answer.status !== 200) assert.equal(problemOf(answer), '400 validation', query);
    else for (const { id } of OrderPage.parse(answer.json()).items) assert.equal((await shopper.order(id)).id, id);
  }
});

test('a sign-up that claims a role creates a customer', async () => {
  const browser = createBrowser(redirectUri);
  const page = await browser.visit(await authorizeUrl());
  const link = findLink(page.html, page.url, '/sign-up');
  assert.ok(link);
  const signUp = await browser.visit(link);
  const form = parseForms(signUp.html, signUp.url).find(({ fields }) => 'password' in fields);
  assert.ok(form);
  const login = `shopper-${randomUUID()}`;
  const password = randomUUID();
  await browser.submit(form, {
    login,
    password,
    roles: 'ADMIN',
    role: 'ADMIN',
    scope: 'admin:all',
    isAdmin: 'true',
    'roles[]': 'ADMIN',
    id: randomUUID(),
  });
  const { logInShopper } = await import('../shopper/shopper.ts');
  const customer = await logInShopper(shopUrl(), login, password);
  const [, claims = ''] = (await customer.session.token()).split('.');
  assert.deepEqual((JSON.parse(Buffer.from(claims, 'base64url').toString()) as { roles: string[] }).roles, ['USER']);
  assert.equal(problemOf(await customer.api.raw(listAllOrders.path)), '403 forbidden');
  const discovery = await exchange(new URL('/auth/.well-known/openid-configuration', shopUrl()));
  assert.equal((discovery.json() as { registration_endpoint?: string }).registration_endpoint, undefined);
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { refundOrder } from '../api/admin-orders.ts';
import { setCartItem } from '../api/cart.ts';
import { getDeadLetter } from '../api/dead-letters.ts';
import { cancelOrder } from '../api/order-actions.ts';
import { type followOrders, type Order, placeOrder } from '../api/orders.ts';
import { changeProduct, getProduct, listProducts, type ProductPage } from '../api/products.ts';
import { routes } from '../api/routes.ts';
import * as products from '../endpoints/products.ts';
import type { CallInput, CallOutput } from './endpoint.ts';
import { pathOf, requestOf } from './request.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const money = { amount: 100, currency: 'USD' };

test('fills and encodes path parameters, and omits undefined and empty values of a query', () => {
  assert.equal(
    pathOf(getDeadLetter, { params: { service: 'cart', id: 'a/b c' } }),
    '/api/v1/admin/dead-letters/cart/a%2Fb%20c',
  );
  assert.equal(pathOf(listProducts), '/api/v1/products');
  assert.equal(
    pathOf(listProducts, { query: { search: 'a&b', category: '', sort: undefined, minPrice: 0, page: 2 } }),
    '/api/v1/products?search=a%26b&minPrice=0&page=2',
  );
});

test('sends JSON, the Idempotency-Key and the entity tag in quotes', () => {
  assert.deepEqual(requestOf(refundOrder, { params: { id }, body: { reason: 'a scratch' }, idempotencyKey: 'key' }), {
    method: 'POST',
    path: `/api/v1/admin/orders/${id}/refunds`,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key' },
    body: '{"reason":"a scratch"}',
  });
  assert.deepEqual(
    requestOf(setCartItem, { params: { productId: id }, body: { quantity: 2 }, ifMatch: 'v1' }).headers,
    {
      'content-type': 'application/json',
      'if-match': '"v1"',
    },
  );
  assert.deepEqual(requestOf(cancelOrder, { params: { id } }), {
    method: 'POST',
    path: `/api/v1/orders/${id}/cancel`,
    headers: {},
  });
});

test('makes the same request from a generated endpoint as from the route value', () => {
  const query = { search: 'tea', size: 5 };
  assert.deepEqual(requestOf(products.listProducts, { query }), requestOf(listProducts, { query }));
});

test('generated endpoints cover every route, with method and path only', async () => {
  const folder = new URL('../endpoints/', import.meta.url);
  const modules = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).href)));
  const endpoints = new Map(modules.flatMap((module: object) => Object.entries(module)));
  for (const { id: name, method, path } of routes) assert.deepEqual(endpoints.get(name), { method, path }, name);
  assert.equal(endpoints.size, routes.length);
});

test('calls that the contract does not allow do not compile', () => {
  const rejected = () => [
    // @ts-expect-error a parameter is missing
    pathOf(getProduct),
    // @ts-expect-error a misspelt parameter
    pathOf(getProduct, { params: { productId: id } }),
    // @ts-expect-error no such sort key
    pathOf(listProducts, { query: { sort: 'colour' } }),
    // @ts-expect-error no such query parameter
    pathOf(products.listProducts, { query: { colour: 'red' } }),
    // @ts-expect-error this route requires an Idempotency-Key
    requestOf(refundOrder, { params: { id }, body: { reason: 'a scratch' } }),
    // @ts-expect-error this route requires If-Match
    requestOf(changeProduct, { params: { id }, body: { sku: 'MUG-1', name: 'Mug', price: money, category: 'mugs' } }),
    // @ts-expect-error this route takes no body
    requestOf(getProduct, { params: { id }, body: {} }),
    // @ts-expect-error the body is incomplete
    requestOf(placeOrder, { body: { cartVersion: '1' }, idempotencyKey: 'key' }),
  ];
  assert.equal(typeof rejected, 'function');
  // @ts-expect-error a page of products has no such items
  const notPage: CallOutput<typeof products.listProducts> = { items: [1], page: 1, size: 1, total: 1 };
  const page: CallOutput<typeof products.listProducts> = {} as ProductPage;
  const order: CallOutput<typeof placeOrder> = {} as Order;
  const followed: CallInput<typeof followOrders> = { query: { orders: `${id},${id}` } };
  assert.ok(notPage && page && order && followed);
});

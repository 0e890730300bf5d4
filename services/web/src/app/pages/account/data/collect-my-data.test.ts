import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCart } from '@mambogo/contracts/endpoints/cart.ts';
import { getMe, listMyOrders, listMySecurityEvents } from '@mambogo/contracts/endpoints/me.ts';
import { ApiError } from '../../../api/api-error.ts';
import { createClient } from '../../../api/create-client.ts';
import { collectMyData } from './collect-my-data.ts';

const problem = (slug: string, status: number, retryAfter: number) =>
  Response.json(
    { type: `https://mambogo.com/problems/${slug}`, title: slug, status },
    { status, headers: { 'retry-after': String(retryAfter) } },
  );

/** A shop with three pages of orders; each of `errors` is the response to one request for orders. */
function collect(ownIdentity: boolean, errors: Response[] = []) {
  const requests: string[] = [];
  const counts: number[] = [];
  const waits: number[] = [];
  const pages = new Map([
    [null, { items: ['a', 'b'], next: '2' }],
    ['2', { items: ['c'], next: '3' }],
    ['3', { items: ['d'] }],
  ]);
  const respond = (path: string, cursor: string | null): unknown => {
    if (path === listMyOrders.path) return pages.get(cursor);
    return path === listMySecurityEvents.path ? { items: ['event'] } : { path };
  };
  const client = createClient({ current: async () => 't', renewed: async () => undefined }, async (url) => {
    const { pathname, searchParams } = new URL(String(url), 'https://shop.example.com');
    requests.push(pathname);
    const error = pathname === listMyOrders.path ? errors.shift() : undefined;
    return error ?? Response.json(respond(pathname, searchParams.get('cursor')));
  });
  const data = collectMyData({
    client,
    ownIdentity,
    signal: new AbortController().signal,
    onOrders: (count) => counts.push(count),
    wait: async (seconds) => void waits.push(seconds),
  });
  return { data, requests, counts, waits };
}

test('reads all pages and reports the progress', async () => {
  const { data, counts } = collect(true);
  const { account, securityEvents, cart, orders } = await data;
  assert.deepEqual({ account, securityEvents, cart, orders }, {
    account: { path: getMe.path },
    securityEvents: ['event'],
    cart: { path: getCart.path },
    orders: ['a', 'b', 'c', 'd'],
  } as unknown);
  assert.deepEqual(counts, [2, 3, 4]);
});

test('does not request account data from an external issuer', async () => {
  const { data, requests } = collect(false);
  assert.equal('account' in (await data), false);
  assert.ok(!requests.includes(getMe.path));
});

test('waits for Retry-After on a rate limit, and fails on other errors', async () => {
  const { data, waits } = collect(true, [problem('rate-limited', 429, 7)]);
  assert.equal((await data).orders.length, 4);
  assert.deepEqual(waits, [7]);
  await assert.rejects(collect(true, [problem('upstream-unavailable', 503, 1)]).data, ApiError);
});

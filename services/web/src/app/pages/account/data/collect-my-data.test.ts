import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../api/api-error.ts';
import type { Call, Client } from '../../../api/create-client.ts';
import { collectMyData } from './collect-my-data.ts';

const problem = (slug: string, status: number, retryAfter?: number) =>
  new ApiError({ type: `https://mambogo.com/problems/${slug}`, title: slug, status }, retryAfter);

/** A shop with three pages of orders; each error in `errors` is thrown once. */
function collect(ownIdentity: boolean, errors: Error[] = []) {
  const requests: string[] = [];
  const counts: number[] = [];
  const waits: number[] = [];
  const pages = new Map([
    [undefined, { items: ['a', 'b'], next: '2' }],
    ['2', { items: ['c'], next: '3' }],
    ['3', { items: ['d'] }],
  ]);
  const respond = (path: string, cursor: unknown): unknown => {
    if (path === '/api/v1/me/orders') return pages.get(cursor as string | undefined);
    return path === '/api/v1/me/security-events' ? { items: ['event'] } : { path };
  };
  const client: Pick<Client, 'call'> = {
    async call<T>(path: string, { query }: Call = {}): Promise<T> {
      requests.push(path);
      const error = path === '/api/v1/me/orders' && errors.shift();
      if (error) throw error;
      return respond(path, query?.cursor) as T;
    },
  };
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
    account: { path: '/api/v1/me' },
    securityEvents: ['event'],
    cart: { path: '/api/v1/cart' },
    orders: ['a', 'b', 'c', 'd'],
  } as unknown);
  assert.deepEqual(counts, [2, 3, 4]);
});

test('does not request account data from an external issuer', async () => {
  const { data, requests } = collect(false);
  assert.equal('account' in (await data), false);
  assert.ok(!requests.includes('/api/v1/me'));
});

test('waits for Retry-After on a rate limit, and fails on other errors', async () => {
  const { data, waits } = collect(true, [problem('rate-limited', 429, 7)]);
  assert.equal((await data).orders.length, 4);
  assert.deepEqual(waits, [7]);
  await assert.rejects(collect(true, [problem('upstream-unavailable', 503, 1)]).data, ApiError);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { payOrder } from '@mambogo/contracts/endpoints/order-actions.ts';
import { listOrders } from '@mambogo/contracts/endpoints/orders.ts';
import { listProducts, retireProduct } from '@mambogo/contracts/endpoints/products.ts';
import { ApiError, isApiError, isTransientError, NetworkError } from './api-error.ts';
import { createClient, type Tokens } from './create-client.ts';

const problem = (slug: string, status: number, extra = {}) =>
  Response.json({ type: `https://mambogo.com/problems/${slug}`, title: slug, status, ...extra }, { status });

function clientOf(responses: (Response | Error)[], tokens: Partial<Tokens> = {}) {
  const requests: { url: string; init: RequestInit; headers: Headers }[] = [];
  const client = createClient(
    { current: async () => 'old', renewed: async () => undefined, ...tokens },
    async (url, init = {}) => {
      requests.push({ url: String(url), init, headers: new Headers(init.headers) });
      const next = responses.shift() ?? assert.fail('requests too often');
      if (next instanceof Error) throw next;
      return next;
    },
  );
  return { client, requests };
}

test('sends the request of the endpoint with the token', async () => {
  const { client, requests } = clientOf([Response.json({ id: 1 })]);
  const response = await client.call(payOrder, {
    params: { id: 'a/b' },
    body: { token: 'tok' },
    idempotencyKey: 'key',
  });
  assert.deepEqual(response, { id: 1 });
  const { url, init, headers } = requests[0] ?? assert.fail();
  assert.equal(url, pathOf(payOrder, { params: { id: 'a/b' } }));
  assert.equal(init.method, 'POST');
  assert.equal(init.body, '{"token":"tok"}');
  assert.deepEqual(Object.fromEntries(headers), {
    accept: 'application/json',
    authorization: 'Bearer old',
    'content-type': 'application/json',
    'idempotency-key': 'key',
  });
});

test('sends public requests without a token', async () => {
  const { client, requests } = clientOf([Response.json([])]);
  await client.call(listProducts, { isPublic: true });
  assert.equal(requests[0]?.headers.get('authorization'), null);
});

test('renews a rejected token once and resends the request with the same key', async () => {
  const { client, requests } = clientOf([problem('unauthenticated', 401), Response.json({ fine: true })], {
    renewed: async (refused) => (refused === 'old' ? 'new' : undefined),
  });
  assert.deepEqual(await client.call(retireProduct, { params: { id: '1' }, idempotencyKey: 'key' }), { fine: true });
  assert.deepEqual(
    requests.map(({ headers }) => [headers.get('authorization'), headers.get('idempotency-key')]),
    [
      ['Bearer old', 'key'],
      ['Bearer new', 'key'],
    ],
  );
});

test('returns the error when the renewed token is rejected or the session has ended', async () => {
  for (const { client, requests, times } of [
    { ...clientOf([problem('unauthenticated', 401)]), times: 1 },
    {
      ...clientOf([problem('unauthenticated', 401), problem('unauthenticated', 401)], { renewed: async () => 'new' }),
      times: 2,
    },
  ]) {
    await assert.rejects(client.call(listOrders), (error) => isApiError(error, 'unauthenticated'));
    assert.equal(requests.length, times);
  }
});

test('keeps the extra members of a problem and marks temporary failures', async () => {
  const { client } = clientOf([
    problem('price-changed', 409, { newTotal: { amount: 5, currency: 'USD' } }),
    problem('upstream-unavailable', 503),
    new Response('<html>', { status: 502 }),
    new Response(null, { status: 429, headers: { 'retry-after': '7' } }),
    new TypeError('failed to fetch'),
  ]);
  const failure = () =>
    client.call(listOrders).then(
      () => assert.fail(),
      (error: unknown) => error,
    );
  const [changed, unavailable, odd, fast, silent] = [
    await failure(),
    await failure(),
    await failure(),
    await failure(),
    await failure(),
  ];
  assert.ok(isApiError(changed, 'price-changed') && !isTransientError(changed));
  assert.deepEqual(changed.problem.newTotal, { amount: 5, currency: 'USD' });
  assert.ok(isApiError(unavailable, 'upstream-unavailable') && isTransientError(unavailable));
  assert.ok(odd instanceof ApiError && odd.status === 502 && isTransientError(odd));
  assert.ok(fast instanceof ApiError && fast.retryAfter === 7 && isTransientError(fast));
  assert.ok(silent instanceof NetworkError && isTransientError(silent));
});

test('returns undefined for an empty response', async () => {
  const { client } = clientOf([new Response(null, { status: 204 })]);
  assert.equal(await client.call(listOrders), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, isApiError, isTransientError, NetworkError } from './api-error.ts';
import { createClient, type Tokens } from './create-client.ts';

const problem = (slug: string, status: number, extra = {}) =>
  Response.json({ type: `https://mambogo.com/problems/${slug}`, title: slug, status, ...extra }, { status });

function clientOf(answers: (Response | Error)[], tokens: Partial<Tokens> = {}) {
  const asked: { url: string; init: RequestInit; headers: Headers }[] = [];
  const client = createClient(
    { current: async () => 'old', renewed: async () => undefined, ...tokens },
    async (url, init = {}) => {
      asked.push({ url: String(url), init, headers: new Headers(init.headers) });
      const next = answers.shift() ?? assert.fail('asked too often');
      if (next instanceof Error) throw next;
      return next;
    },
  );
  return { client, asked };
}

test('a call carries what the API wants of it', async () => {
  const { client, asked } = clientOf([Response.json({ id: 1 })]);
  const response = await client.call('/orders', {
    method: 'POST',
    query: { page: 2, search: 'a&b', empty: '', none: undefined },
    body: { a: 1 },
    idempotencyKey: 'key',
    ifMatch: 'v1',
  });
  assert.deepEqual(response, { id: 1 });
  const { url, init, headers } = asked[0] ?? assert.fail();
  assert.equal(url, '/orders?page=2&search=a%26b');
  assert.equal(init.method, 'POST');
  assert.equal(init.body, '{"a":1}');
  assert.equal(headers.get('authorization'), 'Bearer old');
  assert.equal(headers.get('idempotency-key'), 'key');
  assert.equal(headers.get('if-match'), '"v1"');
});

test('what is the same for everybody goes without a token', async () => {
  const { client, asked } = clientOf([Response.json([])]);
  await client.call('/products', { isPublic: true });
  assert.equal(asked[0]?.headers.get('authorization'), null);
});

test('a refused token is renewed once, and the same is sent again with the same key', async () => {
  const { client, asked } = clientOf([problem('unauthenticated', 401), Response.json({ fine: true })], {
    renewed: async (refused) => (refused === 'old' ? 'new' : undefined),
  });
  assert.deepEqual(await client.call('/orders', { method: 'POST', body: {}, idempotencyKey: 'key' }), { fine: true });
  assert.deepEqual(
    asked.map(({ headers }) => [headers.get('authorization'), headers.get('idempotency-key')]),
    [
      ['Bearer old', 'key'],
      ['Bearer new', 'key'],
    ],
  );
});

test('a second refusal, or a session that is over, is the answer', async () => {
  for (const { client, asked, times } of [
    { ...clientOf([problem('unauthenticated', 401)]), times: 1 },
    {
      ...clientOf([problem('unauthenticated', 401), problem('unauthenticated', 401)], { renewed: async () => 'new' }),
      times: 2,
    },
  ]) {
    await assert.rejects(client.call('/orders'), (error) => isApiError(error, 'unauthenticated'));
    assert.equal(asked.length, times);
  }
});

test('problems keep what the shop added, and say whether they pass', async () => {
  const { client } = clientOf([
    problem('price-changed', 409, { newTotal: { amount: 5, currency: 'USD' } }),
    problem('upstream-unavailable', 503),
    new Response('<html>', { status: 502 }),
    new Response(null, { status: 429, headers: { 'retry-after': '7' } }),
    new TypeError('failed to fetch'),
  ]);
  const failure = () =>
    client.call('/x').then(
      () => assert.fail(),
      (error: unknown) => error,
    );
  const [changed, away, odd, fast, silent] = [
    await failure(),
    await failure(),
    await failure(),
    await failure(),
    await failure(),
  ];
  assert.ok(isApiError(changed, 'price-changed') && !isTransientError(changed));
  assert.deepEqual(changed.problem.newTotal, { amount: 5, currency: 'USD' });
  assert.ok(isApiError(away, 'upstream-unavailable') && isTransientError(away));
  assert.ok(odd instanceof ApiError && odd.status === 502 && isTransientError(odd));
  assert.ok(fast instanceof ApiError && fast.retryAfter === 7 && isTransientError(fast));
  assert.ok(silent instanceof NetworkError && isTransientError(silent));
});

test('an answer without a body is nothing', async () => {
  const { client } = clientOf([new Response(null, { status: 204 })]);
  assert.equal(await client.call('/x'), undefined);
});

/** Unknown query parameters: rejected by name on every route of the API; pages accept any. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { queryParameters } from '@mambogo/contracts/query-parameters.ts';
import { shopUrl } from './shop-under-test.ts';
import { exchange } from './shopper/exchange.ts';
import { logInMerchant } from './shopper/merchant.ts';

/** What mail and advertisements append to links. */
const ofLinks = ['utm_source', 'utm_medium', 'utm_campaign', 'gclid', 'fbclid', 'msclkid'];

test('every route rejects them and suggests the nearest known parameter', async () => {
  const { api } = (await logInMerchant(shopUrl())).shopper;
  const failed: string[] = [];
  for (const route of routes) {
    const path = route.path.replace('{service}', 'order').replace(/\{\w+\}/g, () => randomUUID());
    const known = queryParameters(route);
    for (const name of ['utm_source', ...known.slice(0, 1).map((one) => `${one}x`)]) {
      const answer = await api.raw(`${path}?${name}=1`, {
        method: route.method,
        headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json', 'if-match': '*' },
        ...(route.body || route.rawBody ? { body: '{}' } : {}),
      });
      const problem = answer.status >= 400 ? ProblemBody.parse(answer.json()) : undefined;
      const named = problem?.errors?.some(
        ({ pointer, detail }) =>
          pointer === `?${name}` &&
          (known.length === 0 || known.some((one) => detail.includes(`did you mean ${one}?`))),
      );
      if (answer.status !== 400 || !named) failed.push(`${route.id}?${name}: ${answer.status} ${problem?.detail}`);
    }
  }
  assert.deepEqual(failed, []);
});

test('pages accept any query', async () => {
  const query = ofLinks.map((name) => `${name}=a`).join('&');
  for (const page of ['/', '/cart', '/search']) {
    const { status } = await exchange(new URL(`${page}?${query}`, shopUrl()), { headers: { accept: 'text/html' } });
    assert.equal(status, 200, page);
  }
});

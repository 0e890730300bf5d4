import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequests, readRoutes } from './read-requests.ts';

const samples = {
  ...{
    product: 'p',
    productSlug: 'p',
    order: 'o',
    orderNumber: 'M1',
    customer: 'c',
    category: 'tea',
    searches: ['a', 'b'],
    lastPage: '9',
  },
  ...{ customerName: 'Ada Adler', login: 'ada', sku: 'S-1', time: '2026-01-01T00:00:00Z' },
};

test('every route that reads is asked, with each parameter and each listed value', () => {
  const requests = readRequests(samples);
  const asked = new Set(requests.map(({ route }) => route.id));
  assert.deepEqual(
    readRoutes().filter(({ id }) => !asked.has(id)),
    [],
  );
  const sent = requests.map(({ route, query }) => `${route.id} ${new URLSearchParams(query)}`);
  for (const request of [
    'listProducts search=b',
    'listProducts page=9&sort=-price',
    'listProducts availability=low-stock&sort=createdAt',
    'listAllOrders status=SHIPPED',
    'listAllOrders stuck=true',
    'listMovements size=100',
    'listStaffActions area=refunds',
    'exportTimeline format=csv',
  ])
    assert.ok(sent.includes(request), request);
});

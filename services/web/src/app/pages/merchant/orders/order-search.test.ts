import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderNumber, readOrderSearch } from './order-search.ts';

const customer = '0198c5a0-0101-7000-8000-000000000001';

const nothing = {
  number: undefined,
  customer: undefined,
  status: undefined,
  stuck: undefined,
  held: undefined,
  name: undefined,
  email: undefined,
  sku: undefined,
  placedFrom: undefined,
  placedBefore: undefined,
  minTotal: undefined,
  maxTotal: undefined,
};

test('reads the filters from the URL', () => {
  assert.deepEqual(
    readOrderSearch(new URLSearchParams({ number: '1042', customer, status: 'SHIPPED', stuck: 'yes', held: 'yes' })),
    { ...nothing, number: 'M1042', customer, status: 'SHIPPED', stuck: true, held: true },
  );
});

test('uses whole days in the local time zone, including the last; upper-cases the SKU', () => {
  const address = { from: '2026-03-28', to: '2026-03-29', min: '1000', max: '2500', sku: ' mug-1 ', name: ' Ada ' };
  assert.deepEqual(readOrderSearch(new URLSearchParams(address)), {
    ...nothing,
    name: 'Ada',
    sku: 'MUG-1',
    placedFrom: new Date(2026, 2, 28).toISOString(),
    placedBefore: new Date(2026, 2, 30).toISOString(),
    minTotal: 1_000,
    maxTotal: 2_500,
  });
});

test('ignores invalid parameters', () => {
  assert.deepEqual(readOrderSearch(new URLSearchParams()), nothing);
  const odd = { number: 'M1;2', customer: 'me', status: 'LOST', stuck: 'maybe', held: '1', name: ' ', sku: 'a b' };
  const oddToo = { from: 'today', to: '2026-1-1', min: '-1', max: '1.5', email: '' };
  assert.deepEqual(readOrderSearch(new URLSearchParams(oddToo)), nothing);
  assert.deepEqual(readOrderSearch(new URLSearchParams(odd)), nothing);
});

test('normalizes an order number in any notation', () => {
  for (const typed of ['M1042', 'm1042', ' 1042 ']) assert.equal(orderNumber(typed), 'M1042');
  for (const typed of ['M7K3QW910', 'm7k3qw910', '7k3qw910', '7K3Q W91O', 'm-7k3q-w9lo'])
    assert.equal(orderNumber(typed), 'M7K3QW910', typed);
  assert.equal(orderNumber('M7K3QW91'), 'MM7K3QW91');
  assert.equal(orderNumber('m1234567'), 'M1234567');
  for (const typed of ['M7K3QW9U0', '7K3', 'MM7K3QW9100', '']) assert.equal(orderNumber(typed), undefined, typed);
});

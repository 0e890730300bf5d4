import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderStatuses } from '@mambogo/contracts/api/orders.ts';
import { orderNumber, readOrderSearch, statuses } from './order-search.ts';

const customer = '0198c5a0-0101-7000-8000-000000000001';

test('an address says what to look for', () => {
  assert.deepEqual(
    readOrderSearch(new URLSearchParams({ number: '1042', customer, status: 'SHIPPED', stuck: 'yes', held: 'yes' })),
    {
      number: 'M1042',
      customer,
      status: 'SHIPPED',
      stuck: true,
      held: true,
    },
  );
});

test('what makes no sense is left out', () => {
  const nothing = { number: undefined, customer: undefined, status: undefined, stuck: undefined, held: undefined };
  assert.deepEqual(readOrderSearch(new URLSearchParams()), nothing);
  const odd = { number: 'M1;2', customer: 'me', status: 'LOST', stuck: 'maybe', held: '1' };
  assert.deepEqual(readOrderSearch(new URLSearchParams(odd)), nothing);
});

test('a number is found however it is typed', () => {
  for (const typed of ['M1042', 'm1042', ' 1042 ']) assert.equal(orderNumber(typed), 'M1042');
  for (const typed of ['M7K3QW910', 'm7k3qw910', '7k3qw910', '7K3Q W91O', 'm-7k3q-w9lo'])
    assert.equal(orderNumber(typed), 'M7K3QW910', typed);
  assert.equal(orderNumber('M7K3QW91'), 'MM7K3QW91');
  assert.equal(orderNumber('m1234567'), 'M1234567');
  for (const typed of ['M7K3QW9U0', '7K3', 'MM7K3QW9100', '']) assert.equal(orderNumber(typed), undefined, typed);
});

test('every status there is can be chosen', () => assert.deepEqual(statuses, orderStatuses));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { allowance } from './allowance.ts';
import { servicesAsked } from './services-asked.ts';

const asked = (id: string, query: Readonly<Record<string, string>> = {}) => {
  const route = routes.find((one) => one.id === id);
  assert.ok(route, id);
  return servicesAsked({ route, query });
};

test('one service works for most requests, and all that have a part of what is merged', () => {
  assert.equal(asked('listProducts'), 1);
  assert.equal(asked('listDeadLetters'), 6);
  assert.equal(asked('listDeadLetters', { service: 'cart' }), 1);
  assert.equal(asked('getAnyTimeline'), 3);
  assert.equal(asked('listStaffActions'), 6);
  assert.equal(asked('listStaffActions', { area: 'refunds' }), 1);
  assert.equal(asked('exportStaffActions', { area: 'stock' }), 2);
  assert.equal(asked('listAllOrders', { email: 'a@example.com' }), 2);
});

test('further services and lines of a file may cost more', () => {
  assert.equal(allowance({ services: 1, lines: undefined }, 10), 10);
  assert.equal(allowance({ services: 3, lines: undefined }, 10), 20);
  assert.equal(allowance({ services: 1, lines: 10_000 }, 10), 510);
});

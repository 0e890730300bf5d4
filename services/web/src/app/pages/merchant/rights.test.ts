import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rightsOf } from './rights.ts';

test('an administrator sees every page, the overview first', () => {
  const { areas, may } = rightsOf(['USER', 'ADMIN']);
  assert.deepEqual(areas, [
    ...['overview', 'orders', 'products', 'pricing', 'stock', 'letters', 'people', 'security', 'actions', 'settings'],
  ]);
  assert.ok(may('payment:process'));
});

test('an operator sees dead letters and settings, and no orders, stock or people', () => {
  const { areas, may } = rightsOf(['USER', 'OPERATOR']);
  assert.deepEqual(areas, ['overview', 'letters', 'settings']);
  assert.ok(may('operations:manage'));
  assert.equal(may('admin:all'), false);
});

test('hides people and security events with an external issuer', () => {
  const { areas } = rightsOf(['USER', 'ADMIN'], false);
  assert.deepEqual(areas, ['overview', 'orders', 'products', 'pricing', 'stock', 'letters', 'actions', 'settings']);
});

test('shows no pages to customers, guests and unknown roles', () => {
  for (const roles of [['USER'], [], ['admin'], ['toString']]) {
    assert.deepEqual(rightsOf(roles).areas, []);
    assert.equal(rightsOf(roles).may('product:write'), false);
  }
});

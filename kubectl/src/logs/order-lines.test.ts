import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLine, formatLine } from './order-lines.ts';

const id = '0192f0c1-7e5a-7000-8000-000000000001';
const line = JSON.stringify({
  time: '2026-11-30T10:00:00.000Z',
  level: 'info',
  event: 'order.placed',
  orderId: id,
  msg: 'order placed',
});

test('finds lines with the id and reads them', () => {
  const found = findLine('order', line, ['other', id]);
  assert.ok(found);
  assert.match(formatLine(found), /2026-11-30T10:00:00\.000Z.* order .*info .*order\.placed: order placed/);
});

test('skips lines about something else, and text that is no log line', () => {
  assert.equal(findLine('order', line, ['another-order']), undefined);
  assert.equal(findLine('order', `== APP == ${id}`, [id]), undefined);
  assert.equal(findLine('order', JSON.stringify({ msg: id }), [id]), undefined);
});

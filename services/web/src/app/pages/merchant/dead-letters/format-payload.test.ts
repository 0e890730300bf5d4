import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPayload, orderIdOf } from './format-payload.ts';

const orderId = '0198c5a0-0101-7000-8000-000000000001';

test('indents JSON and leaves anything else unchanged', () => {
  assert.equal(formatPayload('{"a":1}'), '{\n  "a": 1\n}');
  assert.equal(formatPayload('<not json>'), '<not json>');
});

test('finds the order id of an event, and only a valid one', () => {
  assert.equal(orderIdOf(JSON.stringify({ type: 'x', data: { orderId } })), orderId);
  for (const payload of ['', 'null', '[]', '{"data":null}', '{"data":{"orderId":"../../x"}}', '{"data":{"orderId":7}}'])
    assert.equal(orderIdOf(payload), undefined, payload);
});

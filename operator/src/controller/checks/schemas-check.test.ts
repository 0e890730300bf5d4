import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUnregistered, schemasCondition } from './schemas-check.ts';

const conditionOf = (counts: Readonly<Record<string, number | undefined>>) => {
  const { status, reason, message } = schemasCondition(new Map(Object.entries(counts)));
  return { short: `${status} ${reason}`, message };
};

test('is True once no service has an unregistered schema', () => {
  assert.equal(conditionOf({ order: 0, payment: 0 }).short, 'True Registered');
});

test('is False with an unregistered schema, and names the services', () => {
  const { short, message } = conditionOf({ order: 5, payment: 0, product: undefined, inventory: 1 });
  assert.equal(short, 'False NotRegistered');
  assert.match(message, /^unregistered event schemas: order \(5\), inventory \(1\)\./);
});

test('is Unknown while a service does not respond, or none is there', () => {
  assert.equal(conditionOf({ order: 0, payment: undefined }).short, 'Unknown NoAnswer');
  assert.match(conditionOf({ order: 0, payment: undefined }).message, /^payment did not respond/);
  assert.equal(conditionOf({}).short, 'Unknown NoAnswer');
});

test('reads the metric with and without labels, and knows its absence', () => {
  assert.equal(parseUnregistered('# TYPE x\nmambogo_schemas_unregistered{service="order"} 3\n'), 3);
  assert.equal(parseUnregistered('mambogo_schemas_unregistered 0\n'), 0);
  assert.equal(parseUnregistered('mambogo_outbox_rows 3\n'), undefined);
});

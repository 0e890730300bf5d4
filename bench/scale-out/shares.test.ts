import assert from 'node:assert/strict';
import { it } from 'node:test';
import { idleInstances } from './shares.ts';

it('an instance that handled nothing while others did is named, and so is one that is missing', () => {
  const shares = [
    { service: 'order', what: 'handles inventory.events', counts: [40, 35] },
    { service: 'payment', what: 'handles order.events', counts: [75, 0] },
    { service: 'inventory', what: 'emits and publishes', counts: [150] },
  ];
  assert.deepEqual(idleInstances(shares, 2), [
    'payment, handles order.events: 75, 0 in 2 instances',
    'inventory, emits and publishes: 150 in 2 instances',
  ]);
});

it('the few events of products need not be shared', () => {
  assert.deepEqual(idleInstances([{ service: 'product', what: 'handles inventory.events', counts: [3, 0] }], 2), []);
});

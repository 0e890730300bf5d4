import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFeatures } from './features.ts';

test('a flag has its default until a file sets it, and changes at once', async () => {
  let placeOrders: boolean | undefined;
  const features = createFeatures('order', { current: () => ({ features: { placeOrders } }) });
  assert.equal(await features.isOn('placeOrders'), true);
  placeOrders = false;
  assert.equal(await features.isOn('placeOrders'), false);
  placeOrders = true;
  assert.equal(await features.isOn('placeOrders'), true);
});

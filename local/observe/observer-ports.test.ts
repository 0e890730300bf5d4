import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import { localPlacement, storePorts } from '../shop/local-placement.ts';
import { readStorefront } from '../shop/read-storefront.ts';
import { requiredPorts } from '../shop/required-ports.ts';
import { requiredObserverPorts } from './observer-ports.ts';

const model = buildModel(readStorefront(), localPlacement('/data', 0));

test('observers and scraped ports collide with no port of the shop, and move with the offset', () => {
  const shop = [...requiredPorts(model, storePorts(0)).keys()];
  const observed = [...requiredObserverPorts(model, 0).keys()];
  const sidecars = model.services.filter(({ sidecar }) => sidecar).length;
  assert.equal(observed.length, 3 + sidecars);
  assert.equal(new Set([...shop, ...observed]).size, shop.length + observed.length);
  assert.deepEqual(
    [...requiredObserverPorts(model, 10_000).keys()],
    observed.map((port) => port + 10_000),
  );
});

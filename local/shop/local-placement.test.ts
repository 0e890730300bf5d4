import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import { localPlacement, storePorts } from './local-placement.ts';
import { readStorefront } from './read-storefront.ts';
import { requiredPorts } from './required-ports.ts';

const modelAt = (offset: number) => buildModel(readStorefront(), localPlacement('/data', offset));

test('has everything on loopback', () => {
  for (const { host } of modelAt(0).services) assert.equal(host, '127.0.0.1');
});

test('uses every port once: stores, services and three per sidecar', () => {
  const model = modelAt(0);
  const sidecars = model.services.filter(({ sidecar }) => sidecar).length;
  assert.equal(requiredPorts(model, storePorts(0)).size, 6 + model.services.length + 3 * sidecars);
});

test('the offset moves every port, including the public URL', () => {
  const [here, moved] = [modelAt(0), modelAt(10_000)];
  const ports = (model: typeof here, offset: number) => [...requiredPorts(model, storePorts(offset)).keys()];
  assert.deepEqual(
    ports(moved, 10_000),
    ports(here, 0).map((port) => port + 10_000),
  );
  assert.equal(moved.publicUrl, 'http://localhost:18080');
  assert.equal(here.publicUrl, 'http://localhost:8080');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateLimitsConfigMap, rateLimitsVolume } from './rate-limits.ts';

const shop = (limits?: Parameters<typeof rateLimitsConfigMap>[0]['limits']) => ({ storefront: 'flowers', limits });

test("the Storefront's limits are a file in the gateway's pods; without any, an empty one that can be filled later", () => {
  const { kind, metadata, data } = rateLimitsConfigMap(shop({ products: { address: 5_000 } }));
  assert.deepEqual([kind, metadata.name], ['ConfigMap', 'flowers-gateway-limits']);
  assert.deepEqual(data, { 'limits.json': '{"products":{"address":5000}}' });
  assert.deepEqual(rateLimitsConfigMap(shop()).data, { 'limits.json': '{}' });
});

test('it is mounted as a folder, as a file mounted by itself never changes', () => {
  const { volume, mount } = rateLimitsVolume('flowers');
  assert.equal(volume.configMap?.name, 'flowers-gateway-limits');
  assert.deepEqual([mount.name, mount.readOnly, 'subPath' in mount], [volume.name, true, false]);
});

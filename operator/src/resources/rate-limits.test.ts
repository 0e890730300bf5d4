import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateLimitsConfigMap, rateLimitsVolume } from './rate-limits.ts';

const shop = (limits?: Parameters<typeof rateLimitsConfigMap>[0]['limits']) => ({ storefront: 'flowers', limits });

test('writes the rate limits of the Storefront to a file, which exists also without any', () => {
  const { kind, metadata, data } = rateLimitsConfigMap(shop({ products: { address: 5_000 } }));
  assert.deepEqual([kind, metadata.name], ['ConfigMap', 'flowers-gateway-limits']);
  assert.deepEqual(data, { 'limits.json': '{"products":{"address":5000}}' });
  assert.deepEqual(rateLimitsConfigMap(shop()).data, { 'limits.json': '{}' });
});

test('mounts the limits as a folder, as a subPath mount is never updated', () => {
  const { volume, mount } = rateLimitsVolume('flowers');
  assert.equal(volume.configMap?.name, 'flowers-gateway-limits');
  assert.deepEqual([mount.name, mount.readOnly, 'subPath' in mount], [volume.name, true, false]);
});

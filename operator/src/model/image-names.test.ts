import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StorefrontSpec } from '../api/storefront.ts';
import { imageNames } from './image-names.ts';

const named = (images: StorefrontSpec['images'], build?: string) =>
  imageNames({ version: '1.0.0', images } as StorefrontSpec, {
    registry: 'r.test',
    operator: 'r.test/operator:x',
    build,
  });

test("tags services by the Storefront's version, and by build where set", () => {
  assert.equal(named({}).service('order'), 'r.test/services:1.0.0');
  assert.equal(named({}, '').service('order'), 'r.test/services:1.0.0');
  assert.equal(named({}, '3f2a91c').service('order'), 'r.test/services:1.0.0-3f2a91c');
  assert.equal(named({}, '3f2a91c').store('redis'), 'r.test/redis:7.0');
  assert.equal(named({ overrides: { services: 'mine:2' } }, '3f2a91c').service('order'), 'mine:2');
});

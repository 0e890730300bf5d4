import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { defaultDataParent } from '../toolchain/folders.ts';
import { hint, toShop, toUrl } from './hint.ts';

const before = process.env.MAMBOGO_DATA;
beforeEach(() => {
  delete process.env.MAMBOGO_DATA;
});
afterEach(() => {
  if (before !== undefined) process.env.MAMBOGO_DATA = before;
});

test('the shop that a bare npm start runs needs no options', () => {
  assert.equal(hint('start', toShop({}, 'shop')), 'npm start');
  assert.equal(hint('buy', toUrl('http://localhost:8080')), 'npm run buy');
  assert.equal(hint('start', toShop({ dataDir: resolve(defaultDataParent(), 'shop') }, 'shop')), 'npm start');
});

test('another one is named by all that makes it another', () => {
  const which = { storefrontFile: '/shops/my shop.yaml', dataDir: '/big/shop', portOffset: 4_500 };
  assert.equal(
    hint('invariants', toShop(which, 'shop')),
    "npm run invariants -- --storefront '/shops/my shop.yaml' --data /big/shop --port-offset 4500",
  );
  assert.equal(hint('buy', toUrl('http://localhost:12580')), 'npm run buy -- --url http://localhost:12580');
});

test('what the environment says is not there in another terminal', () => {
  process.env.MAMBOGO_DATA = '/big';
  assert.equal(hint('start', toShop({}, 'shop')), 'npm start -- --data /big/shop');
});

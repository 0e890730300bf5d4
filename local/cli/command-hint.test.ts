import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { defaultDataParent } from '../toolchain/cache-folder.ts';
import { commandHint, shopOptions, urlOption } from './command-hint.ts';

const before = process.env.MAMBOGO_DATA;
beforeEach(() => {
  delete process.env.MAMBOGO_DATA;
});
afterEach(() => {
  if (before !== undefined) process.env.MAMBOGO_DATA = before;
});

test('needs no options for the shop of a bare npm start', () => {
  assert.equal(commandHint('start', shopOptions({}, 'shop')), 'npm start');
  assert.equal(commandHint('buy', urlOption('http://localhost:8080')), 'npm run buy');
  assert.equal(
    commandHint('start', shopOptions({ dataDir: resolve(defaultDataParent(), 'shop') }, 'shop')),
    'npm start',
  );
});

test('names the options that select another shop', () => {
  const which = { storefrontFile: '/shops/my shop.yaml', dataDir: '/big/shop', portOffset: 4_500 };
  assert.equal(
    commandHint('invariants', shopOptions(which, 'shop')),
    "npm run invariants -- --storefront '/shops/my shop.yaml' --data /big/shop --port-offset 4500",
  );
  assert.equal(commandHint('buy', urlOption('http://localhost:12580')), 'npm run buy -- --url http://localhost:12580');
});

test('includes settings from the environment as options', () => {
  process.env.MAMBOGO_DATA = '/big';
  assert.equal(commandHint('start', shopOptions({}, 'shop')), 'npm start -- --data /big/shop');
});

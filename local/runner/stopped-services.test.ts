/** Tests that stop services of a shop, all of one shop, as a start takes longer than most of them. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { Shop } from '../shop/shop.ts';
import { startShop } from '../shop/start-shop.ts';
import { silentProgress } from '../supervisor/progress.ts';
import { testOrderStopped } from './order-stopped.ts';
import { testPushedSettings } from './pushed-settings.ts';

const parent = process.env.SHOP_DATA_PARENT ?? '';
const dataDir = join(parent, 'stopped-services');
let shop: Shop;

before(async () => {
  assert.ok(parent, 'run this by `npm test`');
  const portOffset = Number(process.env.SHOP_PORT_OFFSET);
  shop = await startShop({ portOffset, dataDir, fresh: true, progress: silentProgress });
});

after(async () => {
  await shop?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a shop whose order service is stopped', { timeout: 300_000 }, () => testOrderStopped(() => shop));
describe('settings from Git', { timeout: 300_000 }, () => testPushedSettings(() => shop));

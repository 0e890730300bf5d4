/**
 * A disk that stalls for some seconds, because of other programs: sidecars can't renew their name registrations, and are still
 * found.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { requiredSetting, shopUrl } from './shop-under-test.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { signUpShopper } from './shopper/shopper.ts';

/** Longer than the five seconds for which sidecars trust a registration by default. */
const stallMs = 8_000;

test('services find one another while no registration can be renewed', async (t) => {
  const mug = await (await logInMerchant(shopUrl())).offer(10);
  const shopper = await signUpShopper(shopUrl());
  const names = new DatabaseSync(join(requiredSetting('SHOP_DATA_PARENT'), 'shop', 'dapr', 'names.sqlite'), {
    timeout: 10_000,
  });
  t.after(() => names.close());
  names.exec('begin immediate');
  const end = performance.now() + stallMs;
  let asked = 0;
  // The cart calls the catalogue by name each time.
  for (; performance.now() < end; asked += 1) await shopper.addToCart(mug.id, 1).then(() => shopper.emptyCart());
  names.exec('rollback');
  assert.ok(asked > 5, String(asked));
});

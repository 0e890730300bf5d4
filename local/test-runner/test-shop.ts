/** The shop that test files share, with data and ports of its own. */
import { join } from 'node:path';
import { mailPage } from '../mail/mail-server.ts';
import { noRateLimits } from '../shop/rate-limits.ts';
import type { Shop } from '../shop/shop.ts';
import { startShop } from '../shop/start-shop.ts';
import type { Progress } from '../supervisor/progress.ts';
import { dataFolder } from '../toolchain/cache-folder.ts';
import { createSuperusers } from './create-superusers.ts';

/** Where test files run: beside an open shop. `MAMBOGO_TEST_PORT_OFFSET` moves the ports, so that several checkouts can be tested at once. */
export const testPlace = {
  portOffset: Number(process.env.MAMBOGO_TEST_PORT_OFFSET ?? 10_000),
  /** Parent of the shop's data folder. */
  dataParent: dataFolder('test'),
};

/**
 * Short time-outs, so that tests need not wait for a slow provider; and step-up as in a demo or prod shop, after seconds, so that
 * a journey can test an expired log-in.
 */
const settings = {
  'psp-simulator': { PSP_LATE_SECONDS: '4' },
  gateway: { STEP_UP: 'true' },
  // A few test shoppers cancel many orders in a row.
  order: { STEP_UP: 'true', UNPAID_ORDERS_PER_HOUR: '1000' },
  // So that a journey can test the invariant checks.
  payment: { INVARIANTS_SECONDS: '5' },
  inventory: { INVARIANTS_SECONDS: '5' },
  // All tests sign up their users from one address.
  identity: { STEP_UP: 'true', STEP_UP_SECONDS: '20', SIGN_UP_NETWORK_AFTER: '10000' },
} as const;

export function startTestShop(progress: Progress, signal: AbortSignal): Promise<Shop> {
  const { portOffset, dataParent } = testPlace;
  return startShop({
    portOffset,
    dataDir: join(dataParent, 'shop'),
    fresh: true,
    settings,
    // All test shoppers come from one address; rate limits are tested in e2e/rate-limits.test.ts.
    limits: noRateLimits,
    mail: true,
    progress,
    signal,
  });
}

/** A second place, for test files that start shops of their own while others do the same. */
export function secondPlaceEnvironment(): Record<string, string> {
  const portOffset = testPlace.portOffset + 5_000;
  return {
    SHOP_URL: `http://localhost:${8_080 + portOffset}`,
    SHOP_DATA_PARENT: `${testPlace.dataParent}-2`,
    SHOP_PORT_OFFSET: String(portOffset),
  };
}

/** Settings by which test files find the shop. */
export async function testEnvironment(shop: Shop): Promise<Record<string, string>> {
  const { portOffset, dataParent } = testPlace;
  const { postgres, mysql } = await createSuperusers(shop);
  return {
    SHOP_URL: shop.url,
    SHOP_DATA_PARENT: dataParent,
    SHOP_PORT_OFFSET: String(portOffset),
    SHOP_MAIL_PAGE: mailPage(portOffset),
    TEST_POSTGRES_URL: postgres,
    TEST_MYSQL_URL: mysql,
  };
}

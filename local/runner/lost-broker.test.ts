/** Kafka loses all data during orders: the shop detects it, and completes every order. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sqlServices } from '@mambogo/blueprint/services.ts';
import { checkShop, violationsOf } from '@mambogo/e2e/invariants/check-invariants.ts';
import { logInMerchant, type Merchant } from '@mambogo/e2e/shopper/merchant.ts';
import { type Shopper, signUpShopper } from '@mambogo/e2e/shopper/shopper.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { waitUntilConfirmed } from '@mambogo/e2e/shopper/wait-until-confirmed.ts';
import pg from 'pg';
import { noRateLimits } from '../shop/rate-limits.ts';
import type { Shop } from '../shop/shop.ts';
import { startShop } from '../shop/start-shop.ts';
import { silentProgress } from '../supervisor/progress.ts';

const run = promisify(execFile);
const parent = process.env.SHOP_DATA_PARENT ?? '';
const dataDir = join(parent, 'lost-broker');
const portOffset = Number(process.env.SHOP_PORT_OFFSET);

describe('a broker that lost its data', { timeout: 400_000 }, () => {
  let shop: Shop;
  let merchant: Merchant;
  let shopper: Shopper;

  before(async () => {
    assert.ok(parent, 'run this by `npm test`');
    shop = await startShop({
      portOffset,
      dataDir,
      fresh: true,
      limits: noRateLimits,
      progress: silentProgress,
      settings: { order: { OPEN_ORDERS_PER_CUSTOMER: '100' } },
    });
    merchant = await logInMerchant(shop.url);
    shopper = await signUpShopper(shop.url);
  });

  after(async () => {
    await shop?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const loseKafka = async () => {
    await shop.stopProcess('kafka');
    rmSync(join(dataDir, 'kafka'), { recursive: true });
    await shop.restart('kafka');
  };
  const order = async (productId: string, times: number) => {
    const ids: string[] = [];
    for (let n = 0; n < times; n++) {
      await shopper.emptyCart();
      await shopper.addToCart(productId, 1);
      const place = () => shopper.placeOrder({ token: 'tok_ok' });
      // What an order before bought may leave the cart just now: then it is looked at again.
      ids.push((await place().catch(place)).id);
    }
    return ids;
  };
  const confirmed = (id: string) => waitUntilConfirmed(shopper, id, 120_000);
  const everythingHolds = async () => {
    await waitUntil('nothing is under way', async () => (await checkShop(shop)).inFlight.length === 0, 120_000);
    const report = await checkShop(shop);
    assert.equal(violationsOf(report), 0, JSON.stringify(report.invariants, null, 2));
  };
  const published = async (service: 'order' | 'inventory') => {
    const client = new pg.Client({ connectionString: shop.databaseUrl(service) });
    await client.connect();
    try {
      await waitUntil(`${service} has published everything`, async () => {
        const { rows } = await client.query('select from outbox where published_at is null limit 1');
        return rows.length === 0;
      });
    } finally {
      await client.end();
    }
  };

  it('consumers that were down get the events again: eight orders are confirmed', async () => {
    const mug = await merchant.offer(100);
    for (const service of ['inventory', 'payment']) await shop.stopProcess(service);
    const placed = await order(mug.id, 8);
    await published('order');
    await loseKafka();
    for (const service of ['inventory', 'payment']) await shop.restart(service);
    for (const id of placed) await confirmed(id);
    await everythingHolds();
  });

  it('running services detect the loss, and new orders and products work', async () => {
    const mug = await merchant.offer(100);
    const placed = await order(mug.id, 4);
    await loseKafka();
    for (const id of placed) await confirmed(id);
    const pot = await merchant.offer(5);
    for (const id of await order(pot.id, 1)) await confirmed(id);
    await everythingHolds();
  });

  it(`npm run republish publishes what the outboxes retain, without duplicate effects`, async () => {
    const republish = fileURLToPath(new URL('../republish.ts', import.meta.url));
    const here = ['--port-offset', String(portOffset), '--data', dataDir];
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const { stdout } = await run(process.execPath, [republish, '--since', since, ...here]);
    for (const { name } of sqlServices.filter(({ emits }) => emits))
      assert.match(stdout, new RegExp(`^${name}: \\d+ events are published again`, 'm'));
    await published('order');
    await published('inventory');
    await everythingHolds();
    const bad = await run(process.execPath, [republish, '--since', 'yesterday']).catch((error: unknown) => error);
    assert.match(String(bad), /--since <time>.* is invalid\. Expected a time such as/);
  });
});

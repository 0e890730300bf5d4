/** Each store keeps what it acknowledged after a stop and a kill, as documented in docs/running-locally.md. */

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { type Acknowledged, everythingAcknowledged } from '@mambogo/e2e/restarts/acknowledged.ts';
import { logInMerchant } from '@mambogo/e2e/shopper/merchant.ts';
import { ProblemError } from '@mambogo/e2e/shopper/problem-error.ts';
import { signUpShopper } from '@mambogo/e2e/shopper/shopper.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { noRateLimits } from '../shop/rate-limits.ts';
import type { Shop } from '../shop/shop.ts';
import { startShop } from '../shop/start-shop.ts';
import { silentProgress } from '../supervisor/progress.ts';

const parent = process.env.SHOP_DATA_PARENT ?? '';
const dataDir = join(parent, 'restarted');
const settingsOfRedis = join(dataDir, 'redis/redis.conf');
const stores: readonly Acknowledged['store'][] = ['redis', 'postgres', 'mariadb', 'psp-simulator', 'kafka'];

describe('a store that comes back', { timeout: 600_000 }, () => {
  let shop: Shop;
  let everything: readonly Acknowledged[];

  before(async () => {
    assert.ok(parent, 'run this by `npm test`');
    const portOffset = Number(process.env.SHOP_PORT_OFFSET);
    shop = await startShop({ portOffset, dataDir, fresh: true, limits: noRateLimits, progress: silentProgress });
    everything = await everythingAcknowledged(shop);
  });

  after(async () => {
    await shop?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  for (const store of stores)
    for (const [how, comeBack] of [
      ['a clean stop', () => shop.restart(store)],
      ['SIGKILL', () => killed(shop, store)],
    ] as const)
      it(`${store} keeps what it acknowledged after ${how}`, async () => {
        const own = everything.filter((one) => one.store === store);
        const checks = [];
        for (const { what, write } of own) checks.push({ what, isThere: await acknowledged(what, write) });
        await comeBack();
        for (const { what, isThere } of checks) await survives(what, isThere);
      });

  it('a full Redis rejects writes that need memory, clearly, and evicts nothing', async () => {
    const merchant = await logInMerchant(shop.url);
    const [owner, other] = [await signUpShopper(shop.url), await signUpShopper(shop.url)];
    const mug = await merchant.offer(5);
    const { version } = await owner.addToCart(mug.id, 2);
    const settings = readFileSync(settingsOfRedis, 'utf8');
    const setMaxMemory = async (most: string) => {
      writeFileSync(settingsOfRedis, settings.replace(/^maxmemory .*$/m, `maxmemory ${most}`));
      await shop.restart('redis');
      await waitUntil('carts can be read', async () => (await owner.api.raw(getCart.path)).status === 200);
    };
    await setMaxMemory('100kb');
    for (const shopper of [owner, other]) {
      const rejection = await shopper.addToCart(mug.id, 1).catch((error: unknown) => error);
      assert.ok(rejection instanceof ProblemError, String(rejection));
      assert.deepEqual([rejection.status, rejection.slug], [503, 'upstream-unavailable']);
    }
    assert.equal((await owner.cart()).version, version);
    assert.ok((await owner.browse()).items.length > 0, 'requests go on, counted by the gateway itself');
    await setMaxMemory('160mb');
    assert.equal((await owner.addToCart(mug.id, 1)).items[0]?.quantity, 3);
    assert.equal((await other.addToCart(mug.id, 1)).items[0]?.quantity, 1);
  });
});

async function killed(shop: Shop, store: string): Promise<void> {
  const status = () => shop.processes().find(({ name }) => name === store);
  const before = status()?.pid;
  shop.kill(store);
  await waitUntil(
    `${store} runs again`,
    () => status()?.state === 'running' && status()?.pid !== undefined && status()?.pid !== before,
    60_000,
  );
}

/** Who uses the store takes a moment to find it again; what is lost stays lost. */
const survives = (what: string, isThere: () => Promise<unknown>) => soon(what, isThere, () => true);

/** The shop may still be finding the store again that came back before: a client repeats what was not acknowledged. */
const acknowledged = (what: string, write: Acknowledged['write']) =>
  soon(what, write, (error) => error instanceof ProblemError && error.status >= 500);

async function soon<T>(what: string, work: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> {
  const end = Date.now() + 40_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
      if (Date.now() > end) throw new Error(`${what}: not there`, { cause: error });
      await wait(100);
    }
  }
}

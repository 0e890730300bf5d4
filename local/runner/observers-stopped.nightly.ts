/**
 * Whatever watches a shop, and the service of its settings, may freeze or be gone for OUTAGE_SECONDS (600 by default) under a
 * steady load: every order completes, and the memory of services and sidecars stays as it was.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { services } from '@mambogo/blueprint/services.ts';
import { journey } from '../../bench/journey.ts';
import { memoryOf, processesOf } from '../../bench/process-cost.ts';
import { createShopperPool, type ShopperPool } from '../../bench/shopper-pool.ts';
import { kindOf } from '../../bench/tables.ts';
import { noRateLimits } from '../shop/rate-limits.ts';
import type { Shop } from '../shop/shop.ts';
import { startShop } from '../shop/start-shop.ts';
import { silentProgress } from '../supervisor/progress.ts';

const parent = process.env.SHOP_DATA_PARENT ?? '';
const dataDir = join(parent, 'observers-stopped');
const seconds = Number(process.env.OUTAGE_SECONDS ?? 600);
const ordersPerSecond = 1.5;
/** MiB by which services, and sidecars, may grow together: two requests with spans each, and garbage of 20 s. */
const allowedGrowth = 40;
const collectGarbage = { NODE_OPTIONS: `--import=${join(import.meta.dirname, '../../bench/collect-garbage.ts')}` };
const observers = ['zipkin', 'prometheus'];

/** MiB by process. */
type Memory = ReadonlyMap<string, number>;

const growth = (before: Memory, after: Memory): string =>
  [...after]
    .map(([name, mebibytes]) => ({ name, grown: mebibytes - (before.get(name) ?? 0) }))
    .sort((a, b) => b.grown - a.grown)
    .slice(0, 6)
    .map(({ name, grown }) => `${name} ${grown > 0 ? '+' : ''}${grown.toFixed(0)}`)
    .join(', ');

interface Sold {
  readonly orders: number;
  readonly failures: readonly string[];
}

describe('a shop without those who watch it', { timeout: 14_400_000 }, () => {
  let shop: Shop;
  let pool: ShopperPool;
  /** Under the same load, with nothing stopped. */
  let usual: Memory;

  before(async () => {
    assert.ok(parent, 'run this by `npm run nightly`');
    const settings = Object.fromEntries(services.map(({ name }) => [name, collectGarbage]));
    const portOffset = Number(process.env.SHOP_PORT_OFFSET);
    shop = await startShop({
      ...{ portOffset, dataDir, fresh: true, observe: true, limits: noRateLimits, settings },
      progress: silentProgress,
    });
    pool = await createShopperPool(shop.url, 12);
    await buyFor(seconds);
  });

  after(async () => {
    await shop?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Each shopper buys, one order after another. */
  async function buyFor(duration: number): Promise<Sold> {
    const { shoppers, products } = pool;
    const began = performance.now();
    const failures: string[] = [];
    let orders = 0;
    await Promise.all(
      shoppers.map(async (shopper, index) => {
        for (let round = 0; ; round += 1) {
          const due = ((round * shoppers.length + index) / ordersPerSecond) * 1_000;
          if (due > duration * 1_000) return;
          await wait(Math.max(0, began + due - performance.now()));
          const product = products[(round + index) % products.length];
          if (product)
            await journey(shopper, product).then(
              () => {
                orders += 1;
              },
              (error: unknown) => failures.push(String(error)),
            );
        }
      }),
    );
    return { orders, failures };
  }

  /** Buys, and returns with it the least memory of each process in the last third of the time */
  async function buyAndMeasure(duration: number): Promise<{ sold: Sold; memory: Memory }> {
    const samples: Memory[] = [];
    const timer = setInterval(() => samples.push(memoryOf(processesOf(shop), 'Pss_Anon')), 2_000);
    const sold = await buyFor(duration).finally(() => clearInterval(timer));
    const last = samples.slice(-Math.ceil(samples.length / 3));
    const least = (name: string) => Math.min(...last.map((sample) => sample.get(name) ?? 0));
    return { sold, memory: new Map([...processesOf(shop).keys()].map((name) => [name, least(name)])) };
  }

  /** Services, or sidecars, without what is stopped. */
  const sumOf = (memory: Memory, kind: 'services' | 'sidecars', stopped: string): number =>
    memory
      .entries()
      .filter(([name]) => ![stopped, ...observers].includes(name) && kindOf(name) === kind)
      .reduce((sum, [, mebibytes]) => sum + mebibytes, 0);

  const outages = {
    frozen: {
      begin: (name: string) => shop.kill(name, 'SIGSTOP'),
      end: (name: string) => shop.kill(name, 'SIGCONT'),
    },
    killed: {
      begin(name: string) {
        shop.kill(name, 'SIGKILL');
        return shop.stopProcess(name);
      },
      end: (name: string) => shop.restart(name),
    },
  };

  it('sells as long with all of them', async (t) => {
    const { sold, memory } = await buyAndMeasure(seconds);
    usual = memory;
    t.diagnostic(
      `${sold.orders} orders, services ${sumOf(memory, 'services', '').toFixed(0)} MiB, sidecars ${sumOf(memory, 'sidecars', '').toFixed(0)} MiB`,
    );
    assert.deepEqual(sold.failures, []);
  });

  for (const name of [...observers, 'config'])
    for (const how of ['frozen', 'killed'] as const)
      it(`sells for ${seconds} s while ${name} is ${how}, in as much memory`, async (t) => {
        await outages[how].begin(name);
        const { sold, memory } = await buyAndMeasure(seconds).finally(() => outages[how].end(name));
        t.diagnostic(
          `${name} ${how}: ${sold.orders} orders, ${sold.failures.length} failures, ${growth(usual, memory)}`,
        );
        assert.deepEqual(sold.failures, []);
        for (const kind of ['services', 'sidecars'] as const) {
          const grown = sumOf(memory, kind, name) - sumOf(usual, kind, name);
          assert.ok(grown <= allowedGrowth, `${kind} grew by ${grown} MiB: ${growth(usual, memory)}`);
        }
      });
});

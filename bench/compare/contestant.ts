/**
 * One side of a comparison: a shop of some checkout, in processes of its own and with the runner's own CPU counted, as
 * `npm start` has it.
 */
import { join } from 'node:path';
import { waitUntil } from '../../e2e/shopper/wait-until.ts';
import { startRunner } from '../../local/runner/runner-process.ts';
import { locateShop } from '../../local/shop/locate-shop.ts';
import { noRateLimits, writeRateLimits } from '../../local/shop/rate-limits.ts';
import type { ShopAddresses } from '../../local/shop/shop-addresses.ts';
import { shopDirs } from '../../local/shop/shop-dirs.ts';
import { runningProcesses } from '../../local/supervisor/process-record.ts';
import { processRecordFile } from '../../local/supervisor/supervisor.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { cpuOf } from '../process-cost.ts';
import { createShopperPool, type ShopperPool } from '../shopper-pool.ts';

export interface ContestantOptions {
  /** As in the report. */
  readonly name: string;
  /** Folder of the checkout. */
  readonly checkout: string;
  readonly portOffset: number;
  readonly shoppers: number;
  /** Further arguments of `npm start`. */
  readonly args?: readonly string[];
  /** Of the runner, and so of all its services' settings that it takes from there. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Contestant {
  readonly name: string;
  readonly addresses: ShopAddresses;
  readonly pool: ShopperPool;
  /** CPU-ms that each process has used since its start; `runner` is what `npm start` itself uses. */
  cpu(): Map<string, number>;
  stop(): Promise<void>;
}

/** Milliseconds, with npm packages to install and pages to build. */
const startTimeoutMs = 900_000;

export async function startContestant(options: ContestantOptions): Promise<Contestant> {
  const { name, checkout, portOffset, shoppers, args = [], env } = options;
  const dataDir = join(dataFolder('bench-compare'), name);
  const runner = startRunner({
    checkout,
    args: ['--fresh', '--port-offset', String(portOffset), '--data', dataDir, ...args],
    env,
    wrapper: ['setpriv', '--pdeathsig', 'TERM', '--'],
  });
  const stop = async () => {
    runner.child.kill('SIGTERM');
    await runner.ended;
  };
  try {
    await runner.waitForOutput('The shop is open', startTimeoutMs);
    const addresses = locateShop({ portOffset, dataDir });
    writeRateLimits(addresses.model, noRateLimits);
    // Built beside an open shop when its sources changed: no part of what is measured.
    const docs = async () => (await fetch(`${addresses.url}/docs/`)).ok;
    await waitUntil('the documentation is built', docs, startTimeoutMs);
    const pid = runner.child.pid ?? 0;
    const record = processRecordFile(shopDirs(dataDir).run);
    const cpu = () => {
      const parts = cpuOf(runningProcesses(record));
      const all = cpuOf(new Map([['runner', pid]])).get('runner') ?? 0;
      return new Map([...parts, ['runner', all - [...parts.values()].reduce((sum, one) => sum + one, 0)]]);
    };
    return { name, addresses, pool: await createShopperPool(addresses.url, shoppers), cpu, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

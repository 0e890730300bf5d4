/**
 * A data folder made by the release before this one works with this one: that release is checked out from Git, opens a shop and sells;
 * then this checkout opens the same folder, every invariant holds, and it sells.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { checkShop, violationsOf } from '../../e2e/invariants/check-invariants.ts';
import { logInMerchant } from '../../e2e/shopper/merchant.ts';
import { confirmedMugs } from '../../e2e/shopper/place-mugs.ts';
import { logInShopper } from '../../e2e/shopper/shopper.ts';
import { locateShop } from '../shop/locate-shop.ts';
import { checkOutRelease } from '../toolchain/check-out-release.ts';
import { type RunnerProcess, startRunner, stopRunners } from './runner-process.ts';

const dataDir = join(process.env.SHOP_DATA_PARENT ?? '/tmp', 'earlier-data');
const portOffset = Number(process.env.SHOP_PORT_OFFSET ?? 0) + 40;
/** With npm packages to install and pages to build. */
const startTimeoutMs = 1_200_000;

after(async () => {
  await stopRunners();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(checkout?: string): Promise<{ runner: RunnerProcess; url: string }> {
  const runner = startRunner({ checkout, args: ['--port-offset', String(portOffset), '--data', dataDir] });
  await runner.waitForOutput('The shop is open', startTimeoutMs);
  return { runner, url: `http://localhost:${8080 + portOffset}` };
}

async function buy(url: string): Promise<string> {
  const { id } = await confirmedMugs(await logInMerchant(url), await logInShopper(url, 'demo', 'demo'));
  return id;
}

describe('a data folder of the release before', { timeout: 3_600_000 }, () => {
  it('opens with this one: orders are there, invariants hold, and it sells', async () => {
    const { folder } = await checkOutRelease(previousVersion);
    const earlier = await open(folder);
    const order = await buy(earlier.url);
    earlier.runner.child.kill('SIGTERM');
    assert.equal(await earlier.runner.ended, 0, earlier.runner.output());

    const now = await open();
    const shopper = await logInShopper(now.url, 'demo', 'demo');
    assert.equal((await shopper.order(order)).status, 'CONFIRMED');
    await buy(now.url);
    assert.equal(violationsOf(await checkShop(locateShop({ portOffset, dataDir }))), 0);
    now.runner.child.kill('SIGTERM');
    assert.equal(await now.runner.ended, 0);
  });
});

/**
 * The runner with real data: stopped during orders, killed, killed during start-up; the next start always works. `npm run nightly`
 * has more orders, and kills at more moments.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { connectFromManyAddresses, manyNetworks } from '@mambogo/e2e/shopper/client-route.ts';
import { logInMerchant } from '@mambogo/e2e/shopper/merchant.ts';
import { type Shopper, signUpShopper } from '@mambogo/e2e/shopper/shopper.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { acceptsConnections, type RunnerProcess, startRunner, stopRunners } from './runner-process.ts';

const url = process.env.SHOP_URL ?? '';
const offset = process.env.SHOP_PORT_OFFSET ?? '';
const env = { MAMBOGO_DATA: process.env.SHOP_DATA_PARENT ?? '' };
const open = 'The shop is open';
const isNightly = process.env.MORE_KILLS !== undefined;
const orderCount = isNightly ? 50 : 10;
/** Milliseconds into a start. */
const killedAfter = isNightly ? [300, 1_500, 4_000] : [1_500];
const kill = async (victim: RunnerProcess) => {
  victim.child.kill('SIGKILL');
  await noPortListens();
};
const start = () => startRunner({ args: ['--port-offset', offset], env });
/** One of each kind: a store, the gateway, a sidecar. */
const ports = [8432, 8306, 8379, 8492, 8080, 3500].map((port) => port + Number(offset));
const noPortListens = () =>
  waitUntil(
    'nothing listens any more',
    async () => !(await Promise.all(ports.map(acceptsConnections))).includes(true),
    60_000,
  );

describe('the runner', { timeout: 600_000 }, () => {
  let runner: RunnerProcess;
  let shoppers: Shopper[];
  let orderIds: string[];

  before(async () => {
    assert.ok(url && offset && env.MAMBOGO_DATA, 'run this by `npm test`');
    // So many people of one network would have to wait to sign up.
    connectFromManyAddresses({ from: manyNetworks(orderCount) });
    runner = start();
    await runner.waitForOutput(open);
  });

  after(stopRunners);

  it('rejects a second run of the same shop with one clear line', async () => {
    const second = start();
    assert.notEqual(await second.ended, 0);
    assert.match(second.output(), /^the shop "shop" is already running, started by pid \d+/m);
    assert.equal((await fetch(`${url}/healthz/ready`)).status, 200);
  });

  it(`stops with ${orderCount} orders in flight, exits 0 and leaves nothing running`, async () => {
    const merchant = await logInMerchant(url);
    const product = await merchant.offer(orderCount);
    // Passwords are hashed slowly on purpose: a few at a time, as this is not about signing up.
    shoppers = [];
    while (shoppers.length < orderCount)
      shoppers.push(...(await Promise.all(Array.from({ length: 2 }, () => signUpShopper(url)))));
    const carts = await Promise.all(shoppers.map((shopper) => shopper.addToCart(product.id, 1)));
    const placed = await Promise.all(
      shoppers.map((shopper, at) => shopper.placeOrder({ token: 'tok_ok', cart: carts[at] })),
    );
    orderIds = placed.map(({ id }) => id);
    runner.child.kill('SIGTERM');
    assert.equal(await runner.ended, 0);
    assert.deepEqual(
      await Promise.all(ports.map(acceptsConnections)),
      ports.map(() => false),
    );
  });

  it('starts again, and completes every order', async () => {
    runner = start();
    await runner.waitForOutput(open);
    const merchant = await logInMerchant(url);
    await waitUntil(
      'all orders are at rest',
      async () => {
        const orders = (await Promise.all(shoppers.map((shopper) => shopper.orders()))).flat();
        return orders.length === orderIds.length && orders.every(({ status }) => status === 'CONFIRMED');
      },
      60_000,
    );
    assert.equal((await merchant.shopper.api.raw('/healthz/ready')).status, 200);
  });

  // Each start takes a quarter of a minute.
  it(`ends all processes when killed, then ${killedAfter.join(', ')} ms into a start; the next start has the data`, async () => {
    await kill(runner);
    for (const milliseconds of killedAfter) {
      const victim = start();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      await kill(victim);
    }
    runner = start();
    await runner.waitForOutput(open);
    const [shopper] = shoppers;
    assert.ok(shopper && (await shopper.orders()).length > 0);
  });
});

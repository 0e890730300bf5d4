/**
 * Writes that a store has acknowledged, each with a check that they still exist. Callers repeat a check: clients of a store
 * take a moment to reconnect.
 */
import assert from 'node:assert/strict';
import type { Shop } from '@mambogo/local/shop/shop.ts';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';
import pg from 'pg';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { readLedger } from '../shopper/provider-ledger.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';

export interface Acknowledged {
  /** The process's name in the shop. */
  readonly store: 'redis' | 'postgres' | 'mariadb' | 'psp-simulator' | 'kafka';
  readonly what: string;
  /** Writes something; returns a check that it exists, which rejects while it does not. */
  write(): Promise<() => Promise<unknown>>;
}

export async function everythingAcknowledged(shop: Shop): Promise<Acknowledged[]> {
  const merchant = await logInMerchant(shop.url);
  const shopper = await signUpShopper(shop.url);
  return [
    { store: 'redis', what: 'carts', write: () => cart(merchant, shop) },
    { store: 'redis', what: 'the request counts', write: () => counts(shopper, shop) },
    { store: 'postgres', what: 'orders, payments and stock', write: () => order(merchant, shopper) },
    { store: 'postgres', what: 'sessions', write: async () => () => shopper.session.renew() },
    { store: 'mariadb', what: 'the catalogue', write: () => product(merchant) },
    { store: 'psp-simulator', what: "the provider's ledger", write: () => ledger(merchant, shopper, shop) },
    { store: 'kafka', what: 'events that have not been consumed yet', write: () => event(merchant, shopper, shop) },
  ];
}

async function cart(merchant: Merchant, shop: Shop) {
  const owner = await signUpShopper(shop.url);
  const mug = await merchant.offer(5);
  await owner.addToCart(mug.id, 1);
  const { version } = await owner.addToCart(mug.id, 1);
  return async () => {
    const now = await owner.cart();
    assert.deepEqual([now.items[0]?.quantity, now.version], [2, version]);
  };
}

/** Counts of a minute that has just begun. */
async function counts(shopper: Shopper, shop: Shop) {
  const redis = (...args: string[]) =>
    runCommand({
      command: 'redis-cli',
      args: ['-e', '-h', '127.0.0.1', '-p', String(shop.ports.stores.redis), '--user', 'gateway', ...args],
      environment: { REDISCLI_AUTH: shop.credential('gateway', 'redis-password') },
    });
  const young = async () => {
    const keys = (await redis('--scan', '--pattern', `${shop.name}-gateway:*`)).split('\n').filter((key) => key !== '');
    const all = await Promise.all(
      keys.map(async (key) => ({
        key,
        left: Number(await redis('pttl', key)),
        count: Number(await redis('get', key)),
      })),
    );
    return all.filter(({ left }) => left > 30_000);
  };
  let counted: Awaited<ReturnType<typeof young>> = [];
  await waitUntil('requests are counted', async () => {
    await shopper.cart();
    counted = await young();
    return counted.length > 0;
  });
  return async () => {
    for (const { key, count } of counted) {
      const now = Number(await redis('get', key));
      assert.ok(now >= count, `${key}: ${count} before, ${now} after`);
    }
  };
}

async function order(merchant: Merchant, shopper: Shopper) {
  const mug = await merchant.offer(5);
  await shopper.addToCart(mug.id, 2);
  const { id } = await shopper.placeOrder({ token: 'tok_ok' });
  await shopper.waitFor(id, ['CONFIRMED']);
  const readBack = async () => {
    const { status, total } = await shopper.order(id);
    const payment = await shopper.payment(id);
    const { onHand } = await merchant.stock(mug.id);
    return { status, total, payment, onHand, timeline: (await shopper.timeline(id)).length };
  };
  await waitUntil('the stock is sold', async () => (await readBack()).onHand === 3);
  await waitUntil('the cart is empty', async () => (await shopper.cart()).items.length === 0);
  const was = await readBack();
  return async () => {
    const is = await readBack();
    assert.ok(is.timeline >= was.timeline);
    assert.deepEqual({ ...is, timeline: was.timeline }, was);
  };
}

async function product(merchant: Merchant) {
  const mug = await merchant.offer(0, 1_234);
  const { price } = await merchant.changePrice(mug, 4_321);
  return async () => assert.deepEqual((await merchant.shopper.product(mug.id)).price, price);
}

async function ledger(merchant: Merchant, shopper: Shopper, shop: Shop) {
  const mug = await merchant.offer(1);
  await shopper.addToCart(mug.id, 1);
  const { id } = await shopper.placeOrder({ token: 'tok_ok' });
  await shopper.waitFor(id, ['CONFIRMED']);
  const address = {
    url: `http://127.0.0.1:${shop.ports.services['psp-simulator']}`,
    key: shop.credential('payment', 'psp-api-key'),
  };
  const was = await readLedger(address);
  assert.ok(was.length > 0);
  return async () => assert.deepEqual(await readLedger(address), was);
}

/** Inventory's sidecar is down while the order's first event is published, and back when the store is. */
async function event(merchant: Merchant, shopper: Shopper, shop: Shop) {
  const mug = await merchant.offer(1);
  await shopper.addToCart(mug.id, 1);
  await shop.stopProcess('inventory.sidecar');
  const { id } = await shopper.placeOrder({ token: 'tok_ok' });
  await waitUntil('the broker has the order', () => published(shop, id));
  return async () => {
    const sidecar = shop.processes().find(({ name }) => name === 'inventory.sidecar');
    if (sidecar?.state !== 'running') await shop.restart('inventory.sidecar');
    await shopper.waitFor(id, ['CONFIRMED']);
  };
}

async function published(shop: Shop, orderId: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: shop.databaseUrl('order') });
  await client.connect();
  const text = 'select from outbox where message_key = $1 and published_at is null';
  const { rowCount } = await client.query(text, [orderId]).finally(() => client.end());
  return rowCount === 0;
}

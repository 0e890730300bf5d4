/** The continuous invariant monitor of the running shop: merchants see violations while they last. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { comparisonDelayMinutes } from '@mambogo/contracts/api/internal-comparisons.ts';
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { eventType } from '@mambogo/contracts/events/event.ts';
import { productCreated } from '@mambogo/contracts/events/product-events.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import pg from 'pg';
import { withStores } from './invariants/stores.ts';
import { rejectionOf } from './rejections.ts';
import { localShop, shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});
const report = () => merchant.shopper.api.call(listViolations);

test('every service responds; overdue work is reported within minutes, for as long as it is overdue', async () => {
  assert.deepEqual((await report()).unavailable, []);
  const client = new pg.Client({ connectionString: localShop().databaseUrl('payment') });
  await client.connect();
  try {
    const id = newId();
    await client.query(
      `insert into dead_letter (consumer, id, payload, kind, error, filed_at, next_at)
       values ('payment', $1, '{}', 'transient', 'a journey', now() - interval '2 hours', now() + interval '1 day')`,
      [id],
    );
    const reported = async () => (await report()).items.filter((one) => one.id === id);
    await waitUntil('the merchant sees it', async () => (await reported()).length === 1, 60_000);
    assert.deepEqual(
      (await reported()).map(({ service, detail }) => [service, detail]),
      [['payment', 'a journey']],
    );
    const { ports } = localShop();
    const health = await fetch(`http://127.0.0.1:${ports.services.payment}/healthz/ready`);
    assert.equal(health.status, 200, 'the service keeps working');
    assert.match(String(((await health.json()) as { degraded?: string }).degraded), /handled within 60 minutes \(1\)/);
    await client.query('delete from dead_letter where id = $1', [id]);
    await waitUntil('nothing is reported', async () => (await reported()).length === 0, 60_000);
    assert.ok((await report()).checkedAt.payment);
  } finally {
    await client.end();
  }
});

test('compares data that two services share: a lost event and a product without stock are reported until they are repaired', async () => {
  const { id: product } = await merchant.offer(0);
  await withStores(localShop(), async ({ product: catalogue, inventory }) => {
    const [event] = await catalogue.query<{ id: string }[]>(
      `select id from outbox where message_key = ? and json_value(envelope, '$.type') = ?`,
      [product, eventType(productCreated)],
    );
    assert.ok(event, 'the catalogue published it');
    // As if the event had been published a while ago and had never arrived.
    await inventory.query('delete from stock_item where product_id = $1', [product]);
    await inventory.query('delete from inbox where event_id = $1', [event.id]);
    await inventory.query('update watched_event set since_ms = 0');
    await catalogue.query('update product set created_at = created_at - interval ? minute where id = ?', [
      comparisonDelayMinutes.stockRow,
      product,
    ]);
    await catalogue.query('update outbox set published_at = now(6) - interval ? minute where id = ?', [
      comparisonDelayMinutes.eventHandled,
      event.id,
    ]);
    const named = async () => (await report()).items.filter(({ id }) => id === product || id === event.id);
    await waitUntil('both are reported', async () => (await named()).length === 2, 60_000);
    const found = new Map((await named()).map((one) => [one.id, one]));
    for (const { service } of found.values()) assert.equal(service, 'inventory');
    assert.match(found.get(product)?.detail ?? '', /active, but has no stock row/);
    assert.match(
      found.get(event.id)?.detail ?? '',
      new RegExp(`product\\.created\\.v1 of ${product}, published .* never handled`),
    );
    const health = await fetch(`http://127.0.0.1:${localShop().ports.services.inventory}/healthz/ready`);
    assert.match(await health.text(), /an event of product is handled within \d+ minutes \(1\)/);

    await catalogue.query('update outbox set published_at = null where id = ?', [event.id]);
    await waitUntil(
      'republished, it arrives and nothing is reported',
      async () => (await named()).length === 0,
      60_000,
    );
    assert.equal((await merchant.stock(product)).onHand, 0);
  });
});

test('only administrators see it', async () => {
  const shopper = await signUpShopper(shopUrl());
  assert.equal(await rejectionOf(shopper.api.call(listViolations)), '403 forbidden');
});

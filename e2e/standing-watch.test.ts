/** The standing watch of the running shop: merchants see what does not add up, and that it does again. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { InvariantReport } from '@mambogo/contracts/api/invariants.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import pg from 'pg';
import { refusalOf } from './refusals.ts';
import { shopInside, shopUrl } from './shop-under-test.ts';
import { logInMerchant, type Merchant } from './shopper/merchant.ts';
import { signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

const path = '/api/v1/admin/invariants';
let merchant: Merchant;
before(async () => {
  merchant = await logInMerchant(shopUrl());
});
const report = () => merchant.shopper.api.get(path, InvariantReport);

test('every service answers; what waits too long is told within minutes, and no longer than it waits', async () => {
  assert.deepEqual((await report()).unavailable, []);
  const client = new pg.Client({ connectionString: shopInside().databaseUrl('payment') });
  await client.connect();
  try {
    const id = newId();
    await client.query(
      `insert into dead_letter (consumer, id, payload, kind, error, filed_at, next_at)
       values ('payment', $1, '{}', 'transient', 'a journey', now() - interval '2 hours', now() + interval '1 day')`,
      [id],
    );
    const told = async () => (await report()).items.filter((one) => one.id === id);
    await waitUntil('the merchant is told', async () => (await told()).length === 1, 60_000);
    assert.deepEqual(
      (await told()).map(({ service, detail }) => [service, detail]),
      [['payment', 'a journey']],
    );
    const { ports } = shopInside();
    const health = await fetch(`http://127.0.0.1:${ports.services.payment}/healthz/ready`);
    assert.equal(health.status, 200, 'the service works all the same');
    assert.match(String(((await health.json()) as { trouble?: string }).trouble), /handled within 60 minutes \(1\)/);
    await client.query('delete from dead_letter where id = $1', [id]);
    await waitUntil('all is well', async () => (await told()).length === 0, 60_000);
    assert.ok((await report()).checkedAt.payment);
  } finally {
    await client.end();
  }
});

test('only administrators see it', async () => {
  const shopper = await signUpShopper(shopUrl());
  assert.equal(await refusalOf(shopper.api.get(path, InvariantReport)), '403 forbidden');
});

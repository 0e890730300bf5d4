/** `npm run rebuild` as people run it: beside the running shop, without any visible change. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { localShop, requiredSetting, shopUrl } from './shop-under-test.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { confirmedMugs } from './shopper/place-mugs.ts';
import { signUpShopper } from './shopper/shopper.ts';
import { waitUntil } from './shopper/wait-until.ts';

const run = promisify(execFile);
const rebuild = (...args: string[]) =>
  run(process.execPath, [fileURLToPath(new URL('../local/rebuild.ts', import.meta.url)), ...args]);
let here: string[];
before(async () => {
  here = [
    '--port-offset',
    requiredSetting('SHOP_PORT_OFFSET'),
    '--data',
    join(requiredSetting('SHOP_DATA_PARENT'), 'shop'),
  ];
  // The shop may have no order yet. Waits for its last step: nothing may change it while orders are rebuilt.
  const shopper = await signUpShopper(shopUrl());
  const { id } = await confirmedMugs(await logInMerchant(shopUrl()), shopper);
  await waitUntil('the stock of the order is committed', async () =>
    (await shopper.timeline(id)).some(({ type }) => type === 'order.stock-committed'),
  );
});

test('folds every order again from its log, to the same bytes', async () => {
  const client = new pg.Client({ connectionString: localShop().databaseUrl('order') });
  await client.connect();
  try {
    const summaries = async () =>
      (await client.query<{ row: string }>('select s::text as row from order_summary s order by id')).rows;
    const before = await summaries();
    assert.ok(before.length > 0);
    // Any other status could violate the unique constraint on a cart's orders.
    await client.query(`update order_summary set status = 'CANCELLED', data = data || '{"status": "CANCELLED"}'`);
    const { stdout } = await rebuild(...here);
    assert.match(stdout, new RegExp(`^${before.length} orders were rebuilt`));
    assert.deepEqual(await summaries(), before);
  } finally {
    await client.end();
  }
});

test('a missing shop or invalid options are reported in one clear line', async () => {
  const runAndFail = async (...args: string[]) =>
    rebuild(...args).then(
      () => assert.fail('it was not rejected'),
      (error: { code: number; stderr: string }) => error,
    );
  const nowhere = await runAndFail('--data', '/nowhere');
  assert.equal(nowhere.code, 1);
  assert.match(
    nowhere.stderr,
    /^\/nowhere contains no shop's data; to create a shop run: npm start -- --data \/nowhere( --port-offset \d+)?\n$/,
  );
  assert.equal((await runAndFail('--colour')).code, 64);
});

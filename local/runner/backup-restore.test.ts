/** A shop is backed up while it sells; from the backup comes a shop that knows every order of before, and all come to rest. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkShop, violationsOf } from '@mambogo/e2e/invariants/check-invariants.ts';
import { logInMerchant } from '@mambogo/e2e/shopper/merchant.ts';
import { readLedger } from '@mambogo/e2e/shopper/provider-ledger.ts';
import { type Shopper, signUpShopper } from '@mambogo/e2e/shopper/shopper.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { BackupManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { noLimits } from '../shop/limits.ts';
import type { Shop, ShopOptions } from '../shop/shop.ts';
import { startShop } from '../shop/start-shop.ts';
import { quietProgress } from '../supervisor/progress.ts';

const run = promisify(execFile);
const parent = process.env.SHOP_DATA_PARENT ?? '';
const dataDir = join(parent, 'backed-up');
const backup = join(parent, 'backup');
const portOffset = Number(process.env.SHOP_PORT_OFFSET);
const options: ShopOptions = {
  portOffset,
  dataDir,
  limits: noLimits,
  progress: quietProgress,
  settings: { order: { OPEN_ORDERS_PER_CUSTOMER: '1000' } },
};

describe('a shop that is backed up while it sells', { timeout: 400_000 }, () => {
  let shop: Shop;
  let shopper: Shopper;
  let cartOwner: Shopper;
  let goods = '';
  /** Orders that were acknowledged before the backup began. */
  const acknowledged: string[] = [];
  const others = () => readdirSync(parent).filter((name) => name.startsWith('backed-up.'));
  const removeAll = () => {
    for (const name of [...others(), 'backed-up', 'backup'])
      rmSync(join(parent, name), { recursive: true, force: true });
  };
  const command = (name: 'backup' | 'restore', ...args: string[]) =>
    run(process.execPath, [
      fileURLToPath(new URL(`../${name}.ts`, import.meta.url)),
      ...args,
      ...['--port-offset', String(portOffset), '--data', dataDir],
    ]).then(
      ({ stdout }) => stdout,
      (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
    );

  before(async () => {
    assert.ok(parent, 'run this by `npm test`');
    removeAll();
    shop = await startShop({ ...options, fresh: true });
    goods = (await (await logInMerchant(shop.url)).offer(1_000)).id;
    [shopper, cartOwner] = [await signUpShopper(shop.url), await signUpShopper(shop.url)];
    await cartOwner.addToCart(goods, 3);
  });

  after(async () => {
    await shop?.stop();
    removeAll();
  });

  it('`npm run backup` writes all of it, for its owner alone, and names its cut', async () => {
    const order = async () => {
      await shopper.emptyCart();
      await shopper.addToCart(goods, 1);
      const place = () => shopper.placeOrder({ token: 'tok_ok' });
      // What an order before bought may leave the cart just now: then it is looked at again.
      return (await place().catch(place)).id;
    };
    while (acknowledged.length < 6) acknowledged.push(await order());
    let done = false;
    const backingUp = command('backup', '--to', backup).finally(() => {
      done = true;
    });
    while (!done) await order();
    assert.match(await backingUp, /Backup: .*It holds the shop's secrets/s);
    const manifest = BackupManifest.parse(JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')));
    assert.deepEqual(manifest.outboxes.map(({ service }) => service).sort(), [
      'identity',
      'inventory',
      'order',
      'payment',
      'product',
    ]);
    for (const { path } of manifest.files) assert.equal(statSync(join(backup, path)).mode & 0o077, 0, path);
    assert.equal(statSync(backup).mode & 0o077, 0);
    assert.match(await command('backup', '--to', backup), /is there already/);
  });

  it('`npm run restore` refuses a shop that runs, one that has data, and a damaged backup', async () => {
    assert.match(await command('restore', backup, '--replace'), /runs, started by pid \d+: stop it first/);
    await shop.stop();
    assert.match(await command('restore', backup), /is not empty: with -- --replace it is moved aside/);
    assert.match(await command('restore', parent, '--replace'), /is no complete backup/);
    assert.deepEqual(others(), []);
  });

  it('the restored shop has every order of before the backup, all come to rest, and nobody is charged twice', async () => {
    assert.match(await command('restore', backup, '--replace'), /Restored: .*What was there before is in/s);
    assert.equal(others().length, 1, 'the data of before is kept');
    assert.ok(!existsSync(`${dataDir}.restoring`));
    shop = await startShop(options);
    for (const id of acknowledged)
      await waitUntil(`order ${id} is confirmed`, async () => (await shopper.order(id)).status === 'CONFIRMED', 60_000);
    await waitUntil('nothing is under way', async () => (await checkShop(shop)).underWay.length === 0, 60_000);
    const report = await checkShop(shop);
    assert.equal(violationsOf(report), 0, JSON.stringify(report.invariants, null, 2));
    const key = shop.credential('payment', 'psp-api-key');
    const ledger = await readLedger({ url: `http://127.0.0.1:${shop.ports.services['psp-simulator']}`, key });
    assert.ok(ledger.length >= acknowledged.length);
    assert.deepEqual(
      ledger.filter(({ captures, refunded }) => captures !== 1 || refunded > 0),
      [],
    );
    assert.equal((await cartOwner.cart()).items[0]?.quantity, 3, 'carts are kept');
    await shopper.addToCart(goods, 1);
    const { id } = await shopper.placeOrder({ token: 'tok_ok' });
    await shopper.waitFor(id, ['CONFIRMED']);
  });
});

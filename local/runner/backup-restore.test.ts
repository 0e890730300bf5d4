/**
 * A shop is backed up while it sells; from the backup comes a shop that knows every order of before, and all come to rest. Then
 * the order database alone goes back to the backup: the others notice, and are reconciled with it.
 */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sqlServices } from '@mambogo/blueprint/services.ts';
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { checkShop, violationsOf } from '@mambogo/e2e/invariants/check-invariants.ts';
import { logInMerchant } from '@mambogo/e2e/shopper/merchant.ts';
import { ProblemError } from '@mambogo/e2e/shopper/problem-error.ts';
import { readLedger } from '@mambogo/e2e/shopper/provider-ledger.ts';
import { type Shopper, signUpShopper } from '@mambogo/e2e/shopper/shopper.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { waitUntilConfirmed } from '@mambogo/e2e/shopper/wait-until-confirmed.ts';
import { BackupManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { noRateLimits } from '../shop/rate-limits.ts';
import type { Shop, ShopOptions } from '../shop/shop.ts';
import { anchorsFile, shopDirs } from '../shop/shop-dirs.ts';
import { startShop } from '../shop/start-shop.ts';
import { silentProgress } from '../supervisor/progress.ts';

const run = promisify(execFile);
const parent = process.env.SHOP_DATA_PARENT ?? '';
const dataDir = join(parent, 'backed-up');
const backup = join(parent, 'backup');
const portOffset = Number(process.env.SHOP_PORT_OFFSET);
const often = { INVARIANTS_SECONDS: '2' };
const options: ShopOptions = {
  portOffset,
  dataDir,
  limits: noRateLimits,
  progress: silentProgress,
  settings: { order: { OPEN_ORDERS_PER_CUSTOMER: '1000', ANCHOR_SECONDS: '2' }, payment: often, inventory: often },
};

const readLedgerOf = ({ ports: { services }, credential }: Shop) =>
  readLedger({ url: `http://127.0.0.1:${services['psp-simulator']}`, key: credential('payment', 'psp-api-key') });
describe('a shop that is backed up while it sells', { timeout: 400_000 }, () => {
  let shop: Shop;
  let shopper: Shopper;
  let cartOwner: Shopper;
  let goods = '';
  /** Orders acknowledged before the backup started. */
  const acknowledged: string[] = [];
  const others = () => readdirSync(parent).filter((name) => name.startsWith('backed-up.'));
  const removeAll = () => {
    for (const name of [...others(), 'backed-up', 'backup'])
      rmSync(join(parent, name), { recursive: true, force: true });
  };
  const settingsHistory = () => {
    const repository = join(dataDir, 'config', 'settings.git');
    return execFileSync('git', ['--git-dir', repository, 'for-each-ref'], { encoding: 'utf8' });
  };
  const order = async () => {
    for (;;) {
      await shopper.emptyCart();
      await shopper.addToCart(goods, 1);
      try {
        return await shopper.placeOrder({ token: 'tok_ok' });
      } catch (error) {
        // What an order before bought may leave the cart just now: then it is filled again.
        if (!(error instanceof ProblemError) || error.status !== 409) throw error;
      }
    }
  };
  const scripts = {
    ...{ backup: '../backup.ts', restore: '../restore.ts', reconcile: '../../e2e/reconcile/run.ts' },
    ...{ verify: '../../e2e/audit/run.ts', accept: '../../e2e/audit/accept.ts' },
  };
  const command = (name: keyof typeof scripts, ...args: string[]) =>
    run(process.execPath, [
      fileURLToPath(new URL(scripts[name], import.meta.url)),
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

  it(`npm run backup writes a complete backup, readable by its owner only, with its position`, async () => {
    while (acknowledged.length < 6) acknowledged.push((await order()).id);
    let done = false;
    const backingUp = command('backup', '--to', backup).finally(() => {
      done = true;
    });
    while (!done) await order();
    assert.match(await backingUp, /Backup: .*It holds the shop's secrets/s);
    const manifest = BackupManifest.parse(JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')));
    assert.deepEqual(
      manifest.outboxes.map(({ service }) => service).sort(),
      sqlServices.map(({ name }) => name).sort(),
    );
    for (const { path } of manifest.files) assert.equal(statSync(join(backup, path)).mode & 0o077, 0, path);
    assert.equal(statSync(backup).mode & 0o077, 0);
    assert.match(await command('backup', '--to', backup), /already exists/);
  });

  it(`npm run restore rejects a running shop, existing data, and a damaged backup`, async () => {
    assert.match(await command('restore', backup, '--replace'), /runs, started by pid \d+: stop it first/);
    await shop.stop();
    assert.match(await command('restore', backup), /is not empty: with -- --replace it is moved aside/);
    assert.match(await command('restore', parent, '--replace'), /is not a complete backup/);
    assert.deepEqual(others(), []);
  });

  it('the restored shop has every earlier order, all complete, and nobody is charged twice', async () => {
    const settings = settingsHistory();
    assert.match(settings, /refs\/heads\/main\n.*refs\/mambogo\/in-force/);
    assert.match(await command('restore', backup, '--replace'), /Restored: .*The previous data is in/s);
    assert.equal(settingsHistory(), settings);
    assert.equal(others().length, 1, 'the data of before is kept');
    assert.ok(!existsSync(`${dataDir}.restoring`));
    shop = await startShop(options);
    for (const id of acknowledged) await waitUntilConfirmed(shopper, id);
    await waitUntil('nothing is under way', async () => (await checkShop(shop)).inFlight.length === 0, 60_000);
    const report = await checkShop(shop);
    assert.equal(violationsOf(report), 0, JSON.stringify(report.invariants, null, 2));
    const ledger = await readLedgerOf(shop);
    assert.ok(ledger.length >= acknowledged.length);
    assert.deepEqual(
      ledger.filter(({ captures, refunded }) => captures !== 1 || refunded > 0),
      [],
    );
    assert.equal((await cartOwner.cart()).items[0]?.quantity, 3, 'carts are kept');
    await shopper.waitFor((await order()).id, ['CONFIRMED'], 30_000);
  });

  it(`a restored order database is detected, reuses no number, and npm run reconcile repairs it`, async () => {
    const numbers = new Set<string>();
    const lost: string[] = [];
    const buy = async () => {
      const { id, number } = await order();
      assert.ok(!numbers.has(number));
      numbers.add(number);
      await shopper.waitFor(id, ['CONFIRMED'], 30_000);
      return id;
    };
    for (let n = 0; n < 8; n++) lost.push(await buy());
    const lastLost = Date.now();
    const anchors = () => readFileSync(anchorsFile(shopDirs(dataDir), 'order'), 'utf8');
    await waitUntil('their chains are anchored', async () => lost.every((id) => anchors().includes(id)), 60_000);
    await shop.stop();
    assert.match(await command('restore', backup, '--only', 'product'), /only a service with a PostgreSQL database/);
    assert.match(
      await command('restore', backup, '--only', 'order'),
      /what it was before is the database order-before/,
    );
    shop = await startShop(options);
    const merchant = await logInMerchant(shop.url);
    const wentBack = async () =>
      (await merchant.shopper.api.call(listViolations)).items.filter(({ invariant }) =>
        invariant.startsWith('no database of another service went back'),
      );
    // Within 10 s a lower number may also be a transaction that overlapped (source-positions.ts); a fast machine restores sooner.
    await waitUntil('no transaction of before can overlap', async () => Date.now() - lastLost > 12_000, 60_000);
    await buy();
    await waitUntil('a merchant sees it', async () => (await wentBack())[0]?.id === 'shop-order', 60_000);

    const { takenAt } = BackupManifest.parse(JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')));
    const output = await command('reconcile', '--since', takenAt);
    for (const id of lost) assert.match(output, new RegExp(`order ${id} is lost: its stock is COMMITTED`), output);
    assert.match(await command('reconcile', '--since', takenAt, '--cancel-lost'), /All of it holds/);
    const report = await checkShop(shop);
    assert.deepEqual([violationsOf(report), report.inFlight], [0, []]);
    const ledger = await readLedgerOf(shop);
    for (const id of lost) {
      const charges = ledger.filter(({ reference }) => reference.startsWith(id));
      assert.deepEqual(
        charges.map(({ captures, captured, refunded }) => [captures, captured - refunded]),
        [[1, 0]],
        'its money went back',
      );
    }
    assert.match(await command('verify'), /order order_event: .* BROKEN in \d+ chains/);
    const accepted = await command('accept', '--service', 'order', '--restored-to', takenAt, '--reason', 'a test');
    assert.match(accepted, /order order_event: accepted \d+ chains as they are/);
    assert.match(await command('verify'), /order_event: .*\n {2}accepted by .*a test.*All chains are whole/s);
    await waitUntil('nothing is left to see', async () => (await wentBack()).length === 0, 90_000);
  });
});

/**
 * Backup and restore on the local cluster, with real stores and sidecars: a shop is backed up while orders are in flight, restored
 * in place, and then restored after it was deleted with all its data. Prints how long each took.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listViolations } from '@mambogo/contracts/api/invariants.ts';
import { listStuckOrders } from '@mambogo/contracts/api/operations.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { logInShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { backedUpShop, buy } from './backed-up-shop.ts';
import { clusterCommand, clusterIsUp, clusterTools, ingressUrl, type Tools } from './cluster.ts';
import { installOperator } from './install-operator.ts';

const shop = { namespace: 'demo', name: 'shop' };
const where = ['--namespace', shop.namespace] as const;
const url = 'http://demo.localhost';
const progress = terminalProgress();

describe('a shop in a cluster that is backed up and restored', { timeout: 2_400_000 }, () => {
  let tools: Tools;
  let wasUp = false;
  let life: ReturnType<typeof backedUpShop>;
  /** Numbers of orders acknowledged before the backup was asked for, and after it was complete. */
  const [before_, later]: [string[], string[]] = [[], []];
  const kubectl = (...args: string[]) => tools.kubectl(args);
  const apply = (object: object) => tools.kubectl(['apply', '-f', '-'], JSON.stringify(object));

  before(async () => {
    connectTo(ingressUrl);
    wasUp = await clusterIsUp();
    await clusterCommand('up');
    tools = await clusterTools();
    life = backedUpShop(tools, progress);
    await installOperator(tools, shop.namespace, progress);
    await life.deleteWithData();
  });
  after(async () => {
    if (tools) {
      await life.deleteWithData().catch(() => undefined);
      await kubectl('delete', 'storefrontbackups,storefrontrestores', '--all', ...where).catch(() => undefined);
      await kubectl('delete', 'pvc', 'backups', ...where, '--ignore-not-found').catch(() => undefined);
    }
    if (!wasUp) await clusterCommand('down');
  });

  /** Every order of before the cut is there and at rest, none of after it, and all services agree. */
  async function expectRestored(): Promise<void> {
    const since = Date.now();
    const orders = await (await logInShopper(url, 'demo', 'demo')).orders();
    const missing = before_.filter((number) => !orders.some((one) => one.number === number));
    assert.deepEqual(missing, [], 'orders of before the backup');
    assert.deepEqual(
      orders.filter(({ number }) => later.includes(number)),
      [],
      'orders of after the backup',
    );
    const shopper = await logInShopper(url, 'demo', 'demo');
    await waitUntil(
      'every order is at rest',
      async () => (await shopper.orders()).every(({ status }) => ['CONFIRMED', 'CANCELLED'].includes(status)),
      120_000,
    );
    const { shopper: merchant } = await logInMerchant(url);
    await waitUntil(
      'all services have checked their invariants',
      async () => {
        const { items, checkedAt, unavailable } = await merchant.api.call(listViolations);
        assert.deepEqual(items, []);
        const checked = ['order', 'payment', 'inventory', 'product'] as const;
        return unavailable.length === 0 && checked.every((name) => Date.parse(checkedAt[name] ?? '') > since);
      },
      120_000,
    );
    const stuck = await merchant.api.call(listStuckOrders);
    assert.deepEqual(stuck.items, []);
    const number = await buy();
    await waitUntil(
      'a new order is confirmed',
      async () => (await shopper.orders()).some((one) => one.number === number && one.status === 'CONFIRMED'),
      60_000,
    );
  }

  it('is backed up while it sells', async () => {
    await apply({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'backups', namespace: shop.namespace },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    await life.applyShop();
    await life.untilReady();
    while (before_.length < 4) before_.push(await buy());
    await apply({
      ...{ apiVersion: 'mambogo.com/v1alpha1', kind: 'StorefrontBackup' },
      metadata: { name: 'one', namespace: shop.namespace },
      spec: { storefront: shop.name },
    });
    // Orders in flight at the cut may be in it or not.
    const status = await life.ended('storefrontbackup', 'one', buy);
    progress.print(`  backup: ${status.duration}, ${status.size}, relays paused for ${status.pausedMs} ms`);
    while (later.length < 2) later.push(await buy());
  });

  it('is restored in place', async () => {
    const began = performance.now();
    await apply(restore('in-place'));
    const status = await life.ended('storefrontrestore', 'in-place');
    await life.untilReady();
    progress.print(`  restore in place: data replaced after ${status.duration}, ready after ${seconds(began)}`);
    await expectRestored();
  });

  it('is restored after it was deleted with all its data, from the backup and the root Secret', async () => {
    const rootKey = await kubectl('get', 'secret', `${shop.name}-root`, ...where, '--output=jsonpath={.data.root}');
    await kubectl('delete', 'storefrontrestore', 'in-place', ...where);
    await life.deleteWithData();
    const began = performance.now();
    await apply({
      ...{ apiVersion: 'v1', kind: 'Secret' },
      metadata: { name: `${shop.name}-root`, namespace: shop.namespace },
      data: { root: rootKey },
    });
    await apply(restore('elsewhere'));
    await life.applyShop();
    const status = await life.ended('storefrontrestore', 'elsewhere');
    await life.untilReady();
    progress.print(`  restore into a new shop: data replaced after ${status.duration}, ready after ${seconds(began)}`);
    await expectRestored();
  });

  const restore = (name: string) => ({
    ...{ apiVersion: 'mambogo.com/v1alpha1', kind: 'StorefrontRestore' },
    metadata: { name, namespace: shop.namespace },
    spec: { storefront: shop.name, source: { backup: 'one' } },
  });
});

const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(0)} s`;

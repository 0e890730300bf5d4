/**
 * A shop on the local cluster goes from the release before to this one and back while customers buy, and returns from an upgrade whose
 * image does not exist. The images of the earlier release are built from Git's history, once. Alone:
 *
 *     node --test e2e/cluster/upgrade.nightly.ts
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { currentVersion, previousVersion } from '@mambogo/blueprint/versions.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { clusterCommand, clusterIsUp, clusterTools, ingressUrl, type Tools } from './cluster.ts';
import { installOperator } from './install-operator.ts';
import { expectAllSold, type OrderStream, streamOrders } from './order-stream.ts';
import { describeShop, openShop, type ShopInCluster } from './shop-in-cluster.ts';

const shop: ShopInCluster = { namespace: 'demo', name: 'shop' };
const url = 'http://demo.localhost';
const storefront = ['storefront', shop.name, '--namespace', shop.namespace] as const;
const progress = terminalProgress();
connectTo(ingressUrl);

let tools: Tools;
let wasUp = false;
let stream: OrderStream;
const patch = (spec: unknown) =>
  tools.kubectl(['patch', ...storefront, '--type=merge', `--patch=${JSON.stringify({ spec })}`]);
const statusField = (path: string) => tools.kubectl(['get', ...storefront, `--output=jsonpath={.status.${path}}`]);

before(async () => {
  wasUp = await clusterIsUp();
  await clusterCommand('up');
  await clusterCommand('earlier');
  tools = await clusterTools();
  await installOperator(tools, shop.namespace, progress);
  await openShop(tools.kubectl, shop, url, { version: previousVersion, deletionPolicy: 'Delete' });
  const merchant = await logInMerchant(url);
  const offered = [await merchant.offer(2_000), await merchant.offer(2_000)];
  const customers: Shopper[] = [await signUpShopper(url), await signUpShopper(url)];
  stream = streamOrders(
    customers,
    offered.map(({ id }) => id),
  );
});
after(async () => {
  if (wasUp || !tools) return;
  await clusterCommand('down');
});

async function changeTo(version: string, more: object = {}): Promise<void> {
  const began = performance.now();
  await patch({ version, images: null, ...more });
  const isOver = async () => {
    // In one read: the record of the change before is replaced as a whole.
    const [to, state] = (await statusField('upgrade.to} {.status.upgrade.state')).split(' ');
    return to === version && (state === 'Complete' || state === 'Failed');
  };
  try {
    await waitUntil(`the change to ${version} is over`, isOver, 600_000);
  } catch (error) {
    progress.print(await describeShop(tools.kubectl, shop));
    throw error;
  }
  progress.print(
    `  ${version}: ${await statusField('upgrade.state')} after ${((performance.now() - began) / 1_000).toFixed(0)} s`,
  );
}

test(`from ${previousVersion} to ${currentVersion}`, async () => {
  assert.equal(await statusField('version'), previousVersion);
  await changeTo(currentVersion);
  assert.deepEqual([await statusField('upgrade.state'), await statusField('version')], ['Complete', currentVersion]);
});

test('and back', async () => {
  await changeTo(previousVersion);
  assert.deepEqual([await statusField('upgrade.state'), await statusField('version')], ['Complete', previousVersion]);
});

test('an upgrade whose image does not exist returns', async () => {
  await changeTo(currentVersion, { images: { overrides: { config: 'mambogo.local/services:missing' } } });
  assert.deepEqual([await statusField('upgrade.state'), await statusField('version')], ['Failed', previousVersion]);
  progress.print(`  ${await statusField('upgrade.message')}`);
  await waitUntil('all pods are ready again', async () => (await statusField('phase')) === 'Ready', 60_000);
});

test('no request of the customers failed, and every order reached its end', async () => {
  await expectAllSold(await stream.stop(), progress.print, 20);
  assert.notEqual(await statusField('conditions[?(@.type=="InvariantsHold")].status'), 'False');
});

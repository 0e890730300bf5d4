/**
 * A service of a shop on the local cluster scales by the events it has not read, with KEDA, while customers buy: from one instance to
 * several and back. KEDA is built the first time, which takes minutes.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { signUpShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { clusterCommand, clusterIsUp, clusterTools, ingressUrl, type Tools } from './cluster.ts';
import { installOperator } from './install-operator.ts';
import { expectAllSold, type OrderStream, streamOrders } from './order-stream.ts';
import { describeShop, openShop, type ShopInCluster } from './shop-in-cluster.ts';

const shop: ShopInCluster = { namespace: 'demo', name: 'shop' };
const where = ['--namespace', shop.namespace] as const;
const url = 'http://demo.localhost';
/** One unread event per instance: what many customers cause is more at every reading. */
const spec = {
  deletionPolicy: 'Delete',
  services: { order: { autoscaling: { min: 1, max: 3, cpu: 100, lag: 1 } } },
};
const progress = terminalProgress();
connectTo(ingressUrl);

describe('a service that scales by its lag', { timeout: 2_400_000 }, () => {
  let tools: Tools;
  let wasUp = false;
  let products: string[];
  const get = (kind: string, name: string, path: string) =>
    tools.kubectl(['get', kind, name, ...where, `--output=jsonpath={${path}}`]);
  const condition = (kind: string, name: string, type: string) =>
    get(kind, name, `.status.conditions[?(@.type=="${type}")].status`);
  const instances = async () => Number(await get('deployment', 'shop-order', '.status.readyReplicas'));

  before(async () => {
    wasUp = await clusterIsUp();
    await clusterCommand('up', '--keda');
    tools = await clusterTools();
    await installOperator(tools, shop.namespace, progress);
    await openShop(tools.kubectl, shop, url, spec);
    const merchant = await logInMerchant(url);
    products = [(await merchant.offer(5_000)).id, (await merchant.offer(5_000)).id];
  });
  after(async () => {
    if (!tools) return;
    await tools.kubectl(['delete', 'storefront', shop.name, ...where, '--ignore-not-found', '--timeout=180s']);
    if (!wasUp) await clusterCommand('down');
  });

  async function sell(customers: number): Promise<OrderStream> {
    const people = await Promise.all(Array.from({ length: customers }, () => signUpShopper(url)));
    return streamOrders(people, products);
  }

  async function whenInstances(what: string, is: (count: number) => boolean, timeoutMs: number): Promise<void> {
    const began = performance.now();
    try {
      await waitUntil(what, async () => is(await instances()), timeoutMs);
    } catch (error) {
      progress.print(await describeShop(tools.kubectl, shop));
      progress.print(await tools.kubectl(['describe', 'scaledobject,hpa', ...where]));
      throw error;
    }
    progress.print(`  ${what} after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  }

  it('KEDA logs in to the brokers and reads the lag', async () => {
    await waitUntil(
      'it is read',
      async () => (await condition('scaledobject', 'shop-order', 'Ready')) === 'True',
      60_000,
    );
    assert.equal(await condition('storefront', shop.name, 'FieldsSupported'), 'True');
    await tools.kubectl(['get', 'hpa', 'keda-hpa-shop-order', ...where]);
    const own = await tools.kubectl(['get', 'hpa', 'shop-order', ...where, '--ignore-not-found', '--output=name']);
    assert.equal(own, '');
  });

  it('has more instances while many customers buy, and no request fails', async () => {
    const stream = await sell(8);
    try {
      await whenInstances('several instances', (count) => count > 1, 400_000);
    } finally {
      await expectAllSold(await stream.stop(), progress.print);
    }
  });

  it('has one again while one customer goes on, and no request fails', async () => {
    const stream = await sell(1);
    try {
      await whenInstances('one instance', (count) => count === 1, 900_000);
    } finally {
      await expectAllSold(await stream.stop(), progress.print);
    }
    assert.notEqual(await condition('storefront', shop.name, 'InvariantsHold'), 'False');
  });
});

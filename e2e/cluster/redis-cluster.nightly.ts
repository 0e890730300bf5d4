/**
 * A shop on the local cluster whose Redis is a cluster of three shards: customers buy while each of its pods is deleted in turn, and
 * while each is killed without a chance to hand its shard over. Prints what customers noticed.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addCartItem, getCart } from '@mambogo/contracts/api/cart.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { clusterCommand, clusterIsUp, clusterTools, ingressUrl, type Tools } from './cluster.ts';
import { installOperator } from './install-operator.ts';
import { expectAllSold, streamOrders } from './order-stream.ts';
import { describeShop, openShop, type ShopInCluster } from './shop-in-cluster.ts';

const shop: ShopInCluster = { namespace: 'demo', name: 'shop' };
const where = ['--namespace', shop.namespace] as const;
const url = 'http://demo.localhost';
const spec = { deletionPolicy: 'Delete', data: { redis: { embedded: { shards: 3 } } } };
const pods = Array.from({ length: 6 }, (_, at) => `shop-redis-${at}`);
const progress = terminalProgress();
connectTo(ingressUrl);

describe('a shop whose Redis is a cluster', { timeout: 2_400_000 }, () => {
  let tools: Tools;
  let wasUp = false;
  let products: string[];
  let customers: Shopper[];
  /** Their carts are left as they are. */
  let waiting: Shopper[];
  const readyMembers = async () =>
    Number(
      await tools.kubectl(['get', 'statefulset', 'shop-redis', ...where, '--output=jsonpath={.status.readyReplicas}']),
    );
  const uidOf = (pod: string) =>
    tools.kubectl(['get', 'pod', pod, ...where, '--ignore-not-found', '--output=jsonpath={.metadata.uid}']);

  before(async () => {
    wasUp = await clusterIsUp();
    await clusterCommand('up');
    tools = await clusterTools();
    await installOperator(tools, shop.namespace, progress);
    try {
      await openShop(tools.kubectl, shop, url, spec);
    } catch (error) {
      progress.print(await describeShop(tools.kubectl, shop));
      throw error;
    }
    const merchant = await logInMerchant(url);
    products = [(await merchant.offer(5_000)).id, (await merchant.offer(5_000)).id];
    customers = await signUp(3);
    waiting = await signUp(5);
  });
  after(async () => {
    if (!tools) return;
    await tools.kubectl(['delete', 'storefront', shop.name, ...where, '--ignore-not-found', '--timeout=180s']);
    if (!wasUp) await clusterCommand('down');
  });

  /** One after another: the shop slows down many log-ins from one address. */
  async function signUp(count: number): Promise<Shopper[]> {
    const people: Shopper[] = [];
    while (people.length < count)
      await waitUntil(
        'a customer is signed up',
        () =>
          signUpShopper(url).then(
            (one) => people.push(one) > 0,
            () => false,
          ),
        60_000,
      );
    return people;
  }

  /** Units in each of the carts that wait. */
  const unitsWaiting = async () => {
    const carts = await Promise.all(waiting.map(({ api }) => api.call(getCart)));
    return carts.map(({ items }) => items.reduce((sum, { quantity }) => sum + quantity, 0));
  };

  async function whileSelling(what: string, take: (pod: string) => Promise<unknown>): Promise<void> {
    for (const { api } of waiting)
      await api.call(addCartItem, { body: { productId: products[0] as never, quantity: 1 } });
    const before = await unitsWaiting();
    const stream = streamOrders(customers, products);
    try {
      for (const pod of pods) {
        const uid = await uidOf(pod);
        const began = performance.now();
        await take(pod);
        await waitUntil(`${pod} is back`, async () => !['', uid].includes(await uidOf(pod)), 90_000);
        await waitUntil('every member is ready', async () => (await readyMembers()) === pods.length, 120_000);
        progress.print(`  ${pod} ${what}: all ready after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
      }
    } finally {
      await expectAllSold(await stream.stop(), progress.print);
    }
    assert.deepEqual(await unitsWaiting(), before);
  }

  it('sells while each pod is deleted in turn, and loses no cart', () =>
    whileSelling('deleted', (pod) => tools.kubectl(['delete', 'pod', pod, ...where, '--wait=false'])));

  it('sells while each pod is killed in turn, and loses no cart', () =>
    whileSelling('killed', (pod) =>
      tools.kubectl(['delete', 'pod', pod, ...where, '--grace-period=0', '--force', '--wait=false']),
    ));

  it('cannot be given another number of shards', async () => {
    const patch = JSON.stringify({ spec: { data: { redis: { embedded: { shards: 5 } } } } });
    await assert.rejects(
      tools.kubectl(['patch', 'storefront', shop.name, ...where, '--type=merge', `--patch=${patch}`]),
      /data\.redis\.embedded\.shards cannot be changed/,
    );
  });
});

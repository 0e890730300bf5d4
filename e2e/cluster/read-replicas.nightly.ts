/**
 * A shop on the local cluster gets read replicas of both databases while it is read and written; then replicas are deleted under
 * reads, and MariaDB's primary is. Nobody misses what they wrote, and no read fails while only replicas are away.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { terminalProgress } from '@mambogo/local/supervisor/progress.ts';
import { connectTo } from '../shopper/connect-to.ts';
import { exchange } from '../shopper/exchange.ts';
import { logInMerchant, type Merchant } from '../shopper/merchant.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { clusterCommand, clusterIsUp, clusterTools, ingressUrl, type Tools } from './cluster.ts';
import { installOperator } from './install-operator.ts';
import { describeShop, openShop, type ShopInCluster } from './shop-in-cluster.ts';

const shop: ShopInCluster = { namespace: 'demo', name: 'shop' };
const where = ['--namespace', shop.namespace] as const;
const url = 'http://demo.localhost';
const replicated = { postgres: { embedded: { replicas: 1 } }, mysql: { embedded: { replicas: 1 } } };
const progress = terminalProgress();
connectTo(ingressUrl);

describe('read replicas', { timeout: 1_800_000 }, () => {
  let tools: Tools;
  let wasUp = false;
  let merchant: Merchant;
  const get = (name: string, path: string, kind = 'pod') =>
    tools.kubectl(['get', kind, name, ...where, '--ignore-not-found', `--output=jsonpath={${path}}`]);
  const condition = (type: string) => get(shop.name, `.status.conditions[?(@.type=="${type}")].status`, 'storefront');
  const isReady = async (pod: string) => (await get(pod, '.status.conditions[?(@.type=="Ready")].status')) === 'True';

  before(async () => {
    wasUp = await clusterIsUp();
    await clusterCommand('up');
    tools = await clusterTools();
    await installOperator(tools, shop.namespace, progress);
    await openShop(tools.kubectl, shop, url, { deletionPolicy: 'Delete' });
    merchant = await logInMerchant(url);
  });
  after(async () => {
    if (!tools) return;
    await tools.kubectl(['delete', 'storefront', shop.name, ...where, '--ignore-not-found', '--timeout=180s']);
    if (!wasUp) await clusterCommand('down');
  });

  /** Requests until it is stopped: pages that no cache has, by somebody who has written nothing. */
  function read() {
    let isOver = false;
    let requests = 0;
    const failed: string[] = [];
    const reading = (async () => {
      while (!isOver) {
        requests += 1;
        const page = new URL(
          pathOf(listProducts, { query: { size: 1 + (requests % 40), page: 1 + (requests % 3) } }),
          url,
        );
        const answer = await exchange(page).catch((error: Error) => ({ status: 0, text: error.message }));
        if (answer.status !== 200) failed.push(`${answer.status} ${answer.text.slice(0, 200)}`);
      }
    })();
    return async () => {
      isOver = true;
      await reading;
      progress.print(`  ${requests} reads, ${failed.length} failed`);
      for (const line of failed.slice(0, 5)) progress.print(`  ${line}`);
      return failed;
    };
  }

  /** Reads that products' pod has answered so far. @param server `replica` or `primary` */
  async function answered(server: string): Promise<number> {
    const pods = await tools.kubectl(['get', 'pods', ...where, '-l', 'mambogo.com/part=product', '--output=name']);
    const [pod = ''] = pods.split('\n').filter((name) => name.startsWith('pod/shop-product'));
    const path = `/api/v1/namespaces/${shop.namespace}/pods/${pod.slice('pod/'.length)}:8099/proxy/metrics`;
    const metrics = await tools.kubectl(['get', '--raw', path]).catch(() => '');
    const line = metrics.split('\n').find((one) => one.startsWith(`mambogo_replica_reads_total{server="${server}"}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  }
  const untilReplicaIsRead = () =>
    waitUntil(
      'products are read from the replica',
      async () => {
        const before = await answered('replica');
        await exchange(new URL(pathOf(listProducts, { query: { size: 1 + (Date.now() % 50) } }), url));
        return (await answered('replica')) > before;
      },
      120_000,
    );

  it('appear beside a shop that keeps its data', async () => {
    const product = await merchant.offer(10, 1_000);
    const patch = JSON.stringify({ spec: { data: replicated } });
    await tools.kubectl(['patch', 'storefront', shop.name, ...where, '--type=merge', `--patch=${patch}`]);
    const began = performance.now();
    try {
      await waitUntil('replicas are ready', async () => (await condition('ReplicasReady')) === 'True', 400_000);
      await tools.kubectl(['wait', 'storefront', shop.name, ...where, '--for=condition=Ready', '--timeout=400s']);
    } catch (error) {
      progress.print(await describeShop(tools.kubectl, shop));
      progress.print(await tools.kubectl(['logs', 'shop-mysql-ro-0', ...where, '--tail=40']).catch(String));
      throw error;
    }
    progress.print(`  ready after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    assert.equal((await merchant.shopper.product(product.id)).id, product.id);
    await untilReplicaIsRead();
  });

  it("do not show a merchant an earlier state of the merchant's own change", async () => {
    let product = await merchant.offer(10, 1_000);
    for (let price = 1_001; price <= 1_040; price += 1) {
      await merchant.changePrice(product, price);
      product = await merchant.shopper.product(product.id);
      assert.equal(product.price.amount, price);
    }
  });

  for (const pod of ['shop-mysql-ro-0', 'shop-mysql-ro-0', 'shop-postgres-ro-0'])
    it(`no read fails while ${pod} is deleted and returns`, async () => {
      const stop = read();
      const began = performance.now();
      const uid = await get(pod, '.metadata.uid');
      await tools.kubectl(['delete', 'pod', pod, ...where, '--wait=false']);
      await waitUntil(
        `${pod} returned`,
        async () => (await get(pod, '.metadata.uid')) !== uid && isReady(pod),
        300_000,
      );
      progress.print(`  ${pod} returned after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
      await untilReplicaIsRead();
      assert.deepEqual(await stop(), []);
    });

  it('follow a primary that is deleted and returns, with the copy that they have', async () => {
    const stop = read();
    const began = performance.now();
    const uid = await get('shop-mysql-0', '.metadata.uid');
    await tools.kubectl(['delete', 'pod', 'shop-mysql-0', ...where, '--wait=false']);
    const returned = async () => (await get('shop-mysql-0', '.metadata.uid')) !== uid && isReady('shop-mysql-0');
    await waitUntil('the primary returned', returned, 300_000);
    progress.print(`  the primary returned after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    await waitUntil('its replica follows', () => isReady('shop-mysql-ro-0'), 120_000);
    await untilReplicaIsRead();
    // Reads go on at the replica or wait; what fails is printed: with the primary away, some may.
    await stop();
    const log = await tools.kubectl(['logs', 'shop-mysql-ro-0', ...where]);
    assert.doesNotMatch(log, /starts over/);
    const product = await merchant.offer(10, 1_500);
    assert.equal((await merchant.shopper.product(product.id)).price.amount, 1_500);
  });

  it('are gone when no longer asked for, and the shop goes on', async () => {
    const patch = JSON.stringify({
      spec: { data: { postgres: { embedded: { replicas: 0 } }, mysql: { embedded: { replicas: 0 } } } },
    });
    await tools.kubectl(['patch', 'storefront', shop.name, ...where, '--type=merge', `--patch=${patch}`]);
    await waitUntil('they are gone', async () => (await get('shop-mysql-ro-0', '.metadata.uid')) === '', 400_000);
    await tools.kubectl(['wait', 'storefront', shop.name, ...where, '--for=condition=Ready', '--timeout=400s']);
    await merchant.offer(1);
  });
});

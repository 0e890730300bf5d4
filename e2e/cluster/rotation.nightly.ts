/**
 * The credentials of a shop on the local cluster are rotated while customers buy: no request fails, every order is confirmed, and the
 * earlier log-ins are refused afterwards. Alone:
 *
 *     node --test e2e/cluster/rotation.nightly.ts
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
/** Passwords of the first generation, by service. */
const earlier = new Map<string, string>();
const statusField = (path: string) => tools.kubectl(['get', ...storefront, `--output=jsonpath={.status.${path}}`]);

async function password(secret: string, key: string): Promise<string> {
  const path = `--output=jsonpath={.data.${key}}`;
  const found = await tools.kubectl(['get', 'secret', secret, '--namespace', shop.namespace, path]);
  return Buffer.from(found, 'base64').toString();
}

/** Logs in to a service's store from its own pod: `accepted`, or why not. */
const logIn = (service: string, script: string) =>
  tools.kubectl([
    ...['exec', `deployment/shop-${service}`, '--namespace', shop.namespace, '--container', service, '--'],
    ...['node', '--input-type=module', '--eval', script],
  ]);
const toPostgres = (user: string, secret: string) => `
  import pg from 'pg';
  import { readFileSync } from 'node:fs';
  const { host } = new URL(process.env.DATABASE_URL);
  const [name, port] = host.split(':');
  const ssl = { ca: readFileSync(process.env.DATABASE_CA_FILE) };
  const client = new pg.Client({ host: name, port, user: '${user}', password: '${secret}', database: 'order', ssl });
  await client.connect().then(() => console.log('accepted'), ({ message }) => console.log(message));
  process.exit();`;
const toRedis = (user: string, secret: string) => `
  import { Redis } from 'ioredis';
  import { readFileSync } from 'node:fs';
  const { hostname, port } = new URL(process.env.REDIS_URL);
  const options = { username: '${user}', password: '${secret}', tls: { ca: readFileSync(process.env.REDIS_CA_FILE) } };
  const redis = new Redis(Number(port), hostname, { ...options, lazyConnect: true, retryStrategy: () => null });
  let reason = '';
  redis.on('error', ({ message }) => { reason = message; });
  await redis.connect().then(() => redis.ping()).then(() => console.log('accepted'), ({ message }) => console.log(reason || message));
  process.exit();`;

before(async () => {
  wasUp = await clusterIsUp();
  await clusterCommand('up');
  tools = await clusterTools();
  await installOperator(tools, shop.namespace, progress);
  await openShop(tools.kubectl, shop, url, { deletionPolicy: 'Delete' });
  const merchant = await logInMerchant(url);
  const offered = [await merchant.offer(2_000), await merchant.offer(2_000)];
  const customers: Shopper[] = [await signUpShopper(url), await signUpShopper(url)];
  earlier.set('order', await password('shop-order-credentials', 'database-password'));
  earlier.set('gateway', await password('shop-gateway-credentials', 'redis-password'));
  assert.equal((await logIn('order', toPostgres('order', earlier.get('order') ?? ''))).trim(), 'accepted');
  assert.equal((await logIn('gateway', toRedis('gateway', earlier.get('gateway') ?? ''))).trim(), 'accepted');
  stream = streamOrders(
    customers,
    offered.map(({ id }) => id),
    { brokersRestart: true },
  );
});
after(async () => {
  if (wasUp || !tools) return;
  await clusterCommand('down');
});

test('the second generation takes the place of the first', async () => {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(0);
  await tools.kubectl(['patch', ...storefront, '--type=merge', '--patch={"spec":{"credentials":{"generation":2}}}']);
  let phase = '';
  const isOver = async () => {
    const now = await statusField('credentials.phase');
    if (now !== phase) progress.print(`  ${now} after ${seconds()} s`);
    phase = now;
    return now === 'Complete';
  };
  try {
    await waitUntil('the rotation is over', isOver, 600_000);
  } catch (error) {
    progress.print(await describeShop(tools.kubectl, shop));
    throw error;
  }
  assert.equal(await statusField('credentials.generation'), '2');
});

test('the earlier log-ins are refused, the new ones are not', async () => {
  assert.match(
    await logIn('order', toPostgres('order', earlier.get('order') ?? '')),
    /not permitted|authentication failed/,
  );
  assert.match(await logIn('gateway', toRedis('gateway', earlier.get('gateway') ?? '')), /WRONGPASS|invalid username/);
  const order = await password('shop-order-credentials-g2', 'database-password');
  assert.equal((await logIn('order', toPostgres('order_g2', order))).trim(), 'accepted');
  const gateway = await password('shop-gateway-credentials-g2', 'redis-password');
  assert.equal((await logIn('gateway', toRedis('gateway_g2', gateway))).trim(), 'accepted');
});

test('no request of the customers failed, and every order reached its end', async () => {
  await expectAllSold(await stream.stop(), progress.print, 20);
  assert.notEqual(await statusField('conditions[?(@.type=="InvariantsHold")].status'), 'False');
});

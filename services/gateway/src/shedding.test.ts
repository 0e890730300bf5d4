/** Load shedding, over HTTP, with an event loop that is really overloaded. */

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { getCart } from '@mambogo/contracts/api/cart.ts';
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

/** Milliseconds. */
const first = 60;
let gateway: TestGateway;
/** Milliseconds of work between two turns of the event loop. */
let work = 0;
let working: NodeJS.Timeout;

before(async () => {
  gateway = await startGateway({ SHED_LAG_MS: String(first) });
  for (const peer of ['shop-product', 'shop-cart', 'shop-order', 'shop-payment', 'shop-web'])
    gateway.sidecar.handlers.set(peer, (incoming, response) => {
      incoming.resume().once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    });
  const runLoop = () => {
    for (const end = performance.now() + work; performance.now() < end; );
    working = setTimeout(runLoop, 1);
  };
  runLoop();
});
afterEach(() => {
  work = 0;
});
after(async () => {
  clearTimeout(working);
  await gateway.stop();
});

const bearer = (scope: string) => ({ authorization: `Bearer ${gateway.token(scope)}` });
const asks = {
  browse: () => send('GET', listProducts.path),
  page: () => send('GET', '/', { accept: 'text/html', host: 'shop.test' }),
  manage: () => send('GET', listOrders.path, bearer('order:write')),
  buy: () => send('GET', getCart.path, bearer('cart:manage')),
  pay: () =>
    send(
      'POST',
      pathOf(paymentCallback, { params: { provider: 'simulator' } }),
      { 'content-type': 'application/json' },
      '{}',
    ),
};

async function send(method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}, body?: string) {
  const answer = await request(gateway.url + path, { method, headers, body });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}
const statuses = async () => {
  const answers: Record<string, number> = {};
  for (const [what, one] of Object.entries(asks)) answers[what] = (await one()).status;
  return answers;
};
const lag = () => gateway.context.load.lag();
/** Keeps the loop so busy that the lag is between two multiples of the first limit. */
async function busy(least: number, most: number): Promise<void> {
  work = first * Math.sqrt(least * most);
  await until('it is as late as that', () => lag() >= first * least && lag() < first * most, 20_000);
}

test('rejects nothing without overload', async () => {
  await until('there is no overload', () => lag() < first);
  assert.deepEqual(await statuses(), { browse: 200, page: 200, manage: 200, buy: 200, pay: 200 });
});

test('rejects browsing first, buying later, payments and provider callbacks last', {
  timeout: 90_000,
}, async () => {
  await busy(1, 2);
  const { browse, page, buy, pay } = await statuses();
  assert.deepEqual({ browse, page, buy, pay }, { browse: 429, page: 429, buy: 200, pay: 200 });
  await busy(4, 10);
  const late = await statuses();
  assert.deepEqual(late, { browse: 429, page: 429, manage: 429, buy: 429, pay: 200 });
  await busy(10, 30);
  assert.equal((await asks.pay()).status, 429);
});

test('responds with Retry-After without calling a service', { timeout: 60_000 }, async () => {
  await busy(1, 2);
  gateway.sidecar.invoked.length = 0;
  const { headers, text } = await asks.browse();
  assert.match(String(headers['retry-after']), /^[1-4]$/);
  assert.match(text, /problems\/overloaded/);
  const page = await asks.page();
  assert.match(page.text, /very busy[\s\S]*reloads automatically/);
  assert.match(page.text, new RegExp(`content="${page.headers['retry-after']}"`));
  assert.deepEqual(gateway.sidecar.invoked, []);
  assert.match(await gateway.metrics(), /mambogo_gateway_shed_total\{priority="browse"\} [1-9]/);
  assert.equal((await request(`${gateway.url}/healthz/live`)).statusCode, 200, 'health still responds');
});

test('accepts everything again after the overload', async () => {
  await until('browsing is accepted', async () => (await asks.browse()).status === 200, 20_000);
  assert.equal((await asks.page()).status, 200);
});

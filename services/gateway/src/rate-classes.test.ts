/** What the default limits of the classes allow shoppers and merchants. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getAnyOrder, getAnyTimeline, listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { getOrder } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
  gateway.sidecar.handlers.set('shop-order', (incoming, response) => {
    incoming.resume().once('end', () => response.end('{}'));
  });
});
after(() => gateway.stop());

const id = '0190a0b0-0000-7000-8000-000000000001';

/** How many of so many concurrent requests got which status. */
async function send(count: number, path: string, token: string): Promise<Record<number, number>> {
  const seen: Record<number, number> = {};
  const one = async () => {
    const { statusCode, body } = await request(gateway.url + path, { headers: { authorization: `Bearer ${token}` } });
    await body.dump();
    seen[statusCode] = (seen[statusCode] ?? 0) + 1;
  };
  await Promise.all(Array.from({ length: count }, one));
  return seen;
}

test('a merchant can open 60 orders a minute, a shopper has the limit of shoppers', async () => {
  const merchant = gateway.token('cart:manage order:write order:manage payment:process', 'a-merchant');
  const shopper = gateway.token('cart:manage order:write', 'a-shopper');
  const opened = [
    `${listAllOrders.path}?size=20`,
    pathOf(getAnyOrder, { params: { id } }),
    pathOf(getAnyTimeline, { params: { id } }),
  ];
  for (const path of opened) assert.deepEqual(await send(60, path, merchant), { 200: 60 }, path);
  assert.deepEqual(await send(31, pathOf(getOrder, { params: { id } }), shopper), { 200: 30, 429: 1 });
  assert.deepEqual(
    await send(31, pathOf(getOrder, { params: { id } }), merchant),
    { 200: 30, 429: 1 },
    'the shopper limit applies',
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { createClient } from './create-client.ts';
import { type Connection, followOrder } from './follow-order.ts';

const stream = (...orders: { version: number; status: string }[]) =>
  new Response(
    `: following\n\n${orders.map((order) => `id: ${order.version}\nevent: status\ndata: ${JSON.stringify(order)}\n\n`).join('')}`,
    { headers: { 'content-type': 'text/event-stream' } },
  );

async function follow(answers: (Response | Error)[]) {
  const asked: { url: string; lastId: string | null }[] = [];
  const seen: number[] = [];
  const connections: Connection[] = [];
  const client = createClient({ current: async () => 't', renewed: async () => undefined }, async (url, init = {}) => {
    asked.push({ url: String(url), lastId: new Headers(init.headers).get('last-event-id') });
    const next = answers.shift() ?? new Response(null, { status: 204 });
    if (next instanceof Error) throw next;
    return next;
  });
  await followOrder({
    client,
    orderId: 'o1',
    signal: new AbortController().signal,
    onOrder: (order: Order) => seen.push(order.version),
    onConnection: (connection) => connections.push(connection),
    pause: async () => undefined,
  });
  return { asked, seen, connections };
}

test('every change is told, and a stream that ends is taken up after the last of them', async () => {
  const { asked, seen } = await follow([
    stream({ version: 1, status: 'PENDING' }, { version: 2, status: 'AWAITING_PAYMENT' }),
    stream({ version: 3, status: 'CONFIRMED' }),
  ]);
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(
    asked.map(({ lastId }) => lastId),
    [null, '2', '3'],
  );
});

test('with the stream away again and again the order is asked for, and the stream is tried on', async () => {
  const away = () => new TypeError('failed to fetch');
  const { asked, seen, connections } = await follow([
    away(),
    away(),
    away(),
    Response.json({ version: 5, status: 'CONFIRMED' }),
    stream({ version: 6, status: 'SHIPPED' }),
  ]);
  assert.deepEqual(seen, [5, 6]);
  assert.ok(asked.some(({ url }) => url === '/api/v1/orders/o1'));
  assert.deepEqual(connections, ['lost', 'lost', 'asking', 'live']);
});

test("an order that is somebody else's is not followed", async () => {
  const refused = Response.json(
    { type: 'https://mambogo.com/problems/not-found', title: 'x', status: 404 },
    { status: 404 },
  );
  await assert.rejects(follow([refused]));
});

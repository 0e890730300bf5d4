import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import * as endpoints from '@mambogo/contracts/endpoints/orders.ts';
import { createClient } from '../api/create-client.ts';
import { type Connection, followOrders } from './follow-orders.ts';

interface Version {
  readonly id?: string;
  readonly version: number;
  readonly status: string;
}

const stream = (...orders: Version[]) =>
  new Response(
    `: following\n\n${orders.map((order) => `event: status\ndata: ${JSON.stringify({ id: 'o1', ...order })}\n\n`).join('')}`,
    { headers: { 'content-type': 'text/event-stream' } },
  );

async function follow(answers: (Response | Error)[], orderIds = ['o1']) {
  const requests: string[] = [];
  const seen: number[] = [];
  const connections: Connection[] = [];
  const client = createClient({ current: async () => 't', renewed: async () => undefined }, async (url) => {
    requests.push(decodeURIComponent(String(url)));
    const next = answers.shift() ?? stream({ version: 99, status: 'DELIVERED' });
    if (next instanceof Error) throw next;
    return next;
  });
  await followOrders({
    client,
    orderIds,
    signal: new AbortController().signal,
    onOrder: ({ version }) => seen.push(version),
    onConnection: (connection) => connections.push(connection),
    pause: async () => undefined,
  });
  return { requests, seen, connections };
}

test('reports every change, and reopens an ended stream for orders that can still change', async () => {
  const { requests, seen } = await follow(
    [
      stream({ version: 1, status: 'PENDING' }, { id: 'o2', version: 7, status: 'CANCELLED' }),
      stream({ version: 2, status: 'CONFIRMED' }),
      stream({ version: 3, status: 'DELIVERED' }),
    ],
    ['o1', 'o2'],
  );
  assert.deepEqual(seen, [1, 7, 2, 3]);
  const path = `${endpoints.followOrders.path}?orders=`;
  assert.deepEqual(requests, [`${path}o1,o2`, `${path}o1`, `${path}o1`]);
});

test('polls the order while the stream keeps failing, and keeps retrying the stream', async () => {
  const away = () => new TypeError('failed to fetch');
  const { requests, seen, connections } = await follow([
    away(),
    away(),
    away(),
    Response.json({ id: 'o1', version: 5, status: 'CONFIRMED' }),
    stream({ version: 6, status: 'DELIVERED' }),
  ]);
  assert.deepEqual(seen, [5, 6]);
  assert.ok(requests.includes(pathOf(endpoints.getOrder, { params: { id: 'o1' } })));
  assert.deepEqual(connections, ['lost', 'lost', 'asking', 'live']);
});

test("does not follow another customer's order", async () => {
  const refused = Response.json(
    { type: 'https://mambogo.com/problems/not-found', title: 'x', status: 404 },
    { status: 404 },
  );
  await assert.rejects(follow([refused]));
});

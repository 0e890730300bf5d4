/** Order streams through the gateway: resuming and limits, over HTTP with a fake sidecar. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { followOrder } from '@mambogo/contracts/api/orders.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

const path = pathOf(followOrder, { params: { id: '0190a0b0-0000-7000-8000-000000000001' } });
let gateway: TestGateway;
let resumedAt: (string | undefined)[] = [];
before(async () => {
  gateway = await startGateway({ STREAMS_PER_USER: '3', STREAMS_IN_ALL: '4' });
  gateway.sidecar.handlers.set('shop-order', (incoming, response) => {
    const seen = incoming.headers['last-event-id'];
    resumedAt.push(typeof seen === 'string' ? seen : undefined);
    const id = Number(seen ?? 0) + 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`id: ${id}\nevent: status\ndata: {}\n\n`);
    // Ends after its first event, like a service that is being replaced.
    if (incoming.headers['accept-language'] === 'break') setImmediate(() => response.destroy());
  });
});
after(() => gateway.stop());

async function follow(user: string, headers: Record<string, string> = {}) {
  const leave = new AbortController();
  const answer = await request(gateway.url + path, {
    headers: { authorization: `Bearer ${gateway.token('order:write', user)}`, ...headers },
    signal: leave.signal,
  });
  const text = { seen: '', ended: false };
  answer.body
    .on('data', (chunk) => {
      text.seen += String(chunk);
    })
    .on('error', () => undefined)
    .once('close', () => {
      text.ended = true;
    });
  return { ...answer, text, leave: () => leave.abort() };
}
const noneIsOpen = () => until('none is open', () => gateway.context.openStreams.count() === 0);

test('a broken stream ends for the client too, which resumes with the last event id', async () => {
  const broken = await follow('one', { 'accept-language': 'break' });
  await until('it ends', () => broken.text.ended);
  const last = /id: (\d+)/.exec(broken.text.seen)?.[1] ?? '';
  assert.equal(last, '1');
  resumedAt = [];
  const resumed = await follow('one', { 'last-event-id': last });
  await until('it resumes', () => resumed.text.seen.includes('id: 2'));
  assert.deepEqual(resumedAt, ['1']);
  resumed.leave();
  await noneIsOpen();
});

test('limits streams per user and in total, and accepts new ones when others close', async () => {
  const ownStreams = [await follow('one'), await follow('one'), await follow('one')];
  assert.deepEqual(
    ownStreams.map(({ statusCode }) => statusCode),
    [200, 200, 200],
  );
  const fourth = await follow('one');
  assert.deepEqual([fourth.statusCode, fourth.headers['retry-after']], [429, '5']);
  const others = await follow('two');
  assert.equal(others.statusCode, 200);
  assert.equal((await follow('three')).statusCode, 429);
  assert.match(await gateway.metrics(), /mambogo_gateway_open_streams 4/);
  ownStreams[0]?.leave();
  await until('a stream is free', () => gateway.context.openStreams.count() === 3);
  const again = await follow('one');
  assert.equal(again.statusCode, 200);
  for (const { leave } of [...ownStreams, others, again]) leave();
  await noneIsOpen();
});

/** Reads while one of two instances of a service is unavailable, over HTTP; the fake sidecar balances calls like a real one. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { request } from 'undici';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

let gateway: TestGateway;
let calls = 0;
/** Which instance the next calls reach; default: round robin. */
let turns: ('gone' | 'here')[] = [];
/** What a caller sees of an instance that is gone. */
let dropConnection: (response: ServerResponse) => void;
before(async () => {
  gateway = await startGateway({ READ_TIMEOUT_SECONDS: '0.3' });
  for (const peer of ['shop-product', 'shop-cart'])
    gateway.sidecar.handlers.set(peer, (incoming, response) => {
      calls += 1;
      const here = turns.length > 0 ? turns.shift() === 'here' : calls % 2 === 0;
      incoming.resume().once('end', () => (here ? response.end('{}') : dropConnection(response)));
    });
});
after(() => gateway.stop());
beforeEach(() => {
  calls = 0;
  turns = [];
});

const reads = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const answer = await request(`${gateway.url}/api/v1/products?page=${at + 1}`);
      await answer.body.dump();
      // A cached response, sent because no instance responded, would be a failure too.
      return answer.headers.warning ? 'old' : answer.statusCode;
    }),
  );

for (const [how, ending] of [
  ['refuses connections', (response) => unreachable(response)],
  ['disconnects', (response) => void response.destroy()],
  ['hangs', () => undefined],
] as const satisfies readonly (readonly [string, (response: ServerResponse) => void])[])
  test(`no read fails while an instance ${how}; each is retried exactly once`, async () => {
    dropConnection = ending;
    for (let round = 0; round < 5; round++) {
      const one = await reads(1);
      assert.deepEqual(one, [200]);
    }
    assert.equal(calls, 10);
    assert.equal(gateway.context.upstreams.states().product, 'closed');
  });

for (const [how, ending] of [
  ['refuses connections', (response) => unreachable(response)],
  ['interrupts its response', (response) => breakOff(response)],
] as const satisfies readonly (readonly [string, (response: ServerResponse) => void])[])
  test(`no read fails if it twice in a row reaches an instance that ${how}`, async () => {
    dropConnection = ending;
    turns = ['gone', 'gone', 'here'];
    assert.deepEqual(await reads(1), [200]);
    assert.equal(calls, 3);
  });

test('does not retry writes', async () => {
  dropConnection = unreachable;
  const answer = await request(`${gateway.url}/api/v1/cart/items`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gateway.token('cart:manage')}`, 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(answer.statusCode, 503);
  assert.equal(calls, 1);
});

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"items":', () => response.destroy());
}

function unreachable(response: ServerResponse): void {
  response.writeHead(500, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ errorCode: 'ERR_DIRECT_INVOKE', message: 'failed to invoke' }));
}

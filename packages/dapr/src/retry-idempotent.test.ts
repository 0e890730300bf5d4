import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createSidecar, type Invocation } from './sidecar.ts';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

/** A stand-in for a sidecar that answers like this; counts the calls. */
async function standIn(answer: RequestListener) {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sidecar = createSidecar({ httpPort: port, apiToken: 'x', peers: { order: 'shop-order' } });
  closing.push(
    () => sidecar.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return {
    calls: () => calls,
    invoke: (rest: Partial<Invocation> = {}) => sidecar.invoke('order', { method: 'GET', path: '/', ...rest }),
  };
}

const unreachable = JSON.stringify({ errorCode: 'ERR_DIRECT_INVOKE', message: 'failed to invoke' });

test('a read that found nobody is made again, also when it meets the instance that is gone twice', async () => {
  let gone = 2;
  const { invoke, calls } = await standIn((_request, response) => {
    if (gone > 0) response.writeHead(500, { 'content-type': 'application/json' }).end(unreachable);
    else response.end('here');
    gone -= 1;
  });
  assert.equal(await (await invoke()).body.text(), 'here');
  assert.equal(calls(), 3);
});

test('a read whose connection broke is made twice more, and seven times more while the peer answers others', async () => {
  const { invoke, calls } = await standIn((request) => request.socket.destroy());
  await assert.rejects(invoke());
  assert.equal(calls(), 3);
  await assert.rejects(invoke({ isAnswering: () => true }));
  assert.equal(calls(), 3 + 8);
});

test('a write with an Idempotency-Key that found nobody is made once more, with its body', async () => {
  const bodies: string[] = [];
  const { invoke } = await standIn(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()).toString());
    if (bodies.length === 1) request.socket.destroy();
    else response.writeHead(201).end();
  });
  assert.equal((await invoke({ method: 'POST', body: Buffer.from('{"a":1}'), idempotent: true })).statusCode, 201);
  assert.deepEqual(bodies, ['{"a":1}', '{"a":1}']);
  const hanging = await standIn(() => undefined);
  await assert.rejects(
    hanging.invoke({ method: 'POST', body: '{}', timeout: 50, idempotent: true, repeatTimedOut: true }),
  );
  assert.equal(hanging.calls(), 1, 'it may still be under way');
});

test('any other change is never repeated', async () => {
  const { invoke, calls } = await standIn((_request, response) => {
    response.writeHead(500, { 'content-type': 'application/json' }).end(unreachable);
  });
  const answer = await invoke({ method: 'POST', body: '{}' });
  assert.match(await answer.body.text(), /ERR_DIRECT_INVOKE/);
  assert.equal(calls(), 1);
});

test("a service's own 500, and what takes too long, are not repeated", async () => {
  const own = await standIn((_request, response) => {
    response.writeHead(500, { 'content-type': 'application/problem+json' }).end('{}');
  });
  assert.equal((await own.invoke()).statusCode, 500);
  assert.equal(own.calls(), 1);
  const slow = await standIn(() => undefined);
  await assert.rejects(slow.invoke({ timeout: 50 }));
  assert.equal(slow.calls(), 1);
});

test('what takes too long is repeated once for who asks for that, twice while the peer answers others, and never when it changes something', async () => {
  let first = true;
  const { invoke, calls } = await standIn((_request, response) => {
    if (!first) response.end('here');
    first = false;
  });
  const answer = await invoke({ timeout: 50, repeatTimedOut: true });
  assert.equal(await answer.body.text(), 'here');
  assert.equal(calls(), 2);
  const hanging = await standIn(() => undefined);
  await assert.rejects(hanging.invoke({ timeout: 50, repeatTimedOut: true }), { name: 'HeadersTimeoutError' });
  assert.equal(hanging.calls(), 2);
  await assert.rejects(hanging.invoke({ timeout: 50, repeatTimedOut: true, isAnswering: () => true }));
  assert.equal(hanging.calls(), 2 + 3);
  await assert.rejects(hanging.invoke({ method: 'POST', body: '{}', timeout: 50, repeatTimedOut: true }));
  assert.equal(hanging.calls(), 6);
});

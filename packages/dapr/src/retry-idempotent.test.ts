import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createSidecar, type Invocation } from './sidecar.ts';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

/** A fake sidecar with this listener; counts the calls. */
async function fakeSidecar(respond: RequestListener) {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    respond(request, response);
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

test('retries a read that did not reach an instance, also twice', async () => {
  let gone = 2;
  const { invoke, calls } = await fakeSidecar((_request, response) => {
    if (gone > 0) response.writeHead(500, { 'content-type': 'application/json' }).end(unreachable);
    else response.end('here');
    gone -= 1;
  });
  assert.equal(await (await invoke()).body.text(), 'here');
  assert.equal(calls(), 3);
});

test('retries a read whose connection broke twice, and seven times while the peer responds to others', async () => {
  const { invoke, calls } = await fakeSidecar((request) => request.socket.destroy());
  await assert.rejects(invoke());
  assert.equal(calls(), 3);
  await assert.rejects(invoke({ isAnswering: () => true }));
  assert.equal(calls(), 3 + 8);
});

test('retries longer what did not reach an instance of a peer that has responded a moment ago', async () => {
  let gone = 0;
  const { invoke, calls } = await fakeSidecar((_request, response) => {
    if (gone > 0) response.writeHead(500, { 'content-type': 'application/json' }).end(unreachable);
    else response.end('here');
    gone -= 1;
  });
  await (await invoke()).body.dump();
  gone = 4;
  assert.equal(await (await invoke()).body.text(), 'here');
  assert.equal(calls(), 1 + 5);
});

test('retries a write with an Idempotency-Key that did not reach an instance, with its body', async () => {
  const bodies: string[] = [];
  const { invoke } = await fakeSidecar(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()).toString());
    if (bodies.length === 1) request.socket.destroy();
    else response.writeHead(201).end();
  });
  assert.equal((await invoke({ method: 'POST', body: Buffer.from('{"a":1}'), idempotent: true })).statusCode, 201);
  assert.deepEqual(bodies, ['{"a":1}', '{"a":1}']);
  const hanging = await fakeSidecar(() => undefined);
  await assert.rejects(
    hanging.invoke({ method: 'POST', body: '{}', timeout: 50, idempotent: true, repeatTimedOut: true }),
  );
  assert.equal(hanging.calls(), 1, 'it may still be in progress');
});

test('never retries other writes', async () => {
  const { invoke, calls } = await fakeSidecar((_request, response) => {
    response.writeHead(500, { 'content-type': 'application/json' }).end(unreachable);
  });
  const response = await invoke({ method: 'POST', body: '{}' });
  assert.match(await response.body.text(), /ERR_DIRECT_INVOKE/);
  assert.equal(calls(), 1);
});

test("does not retry a service's own 500 or a time-out", async () => {
  const own = await fakeSidecar((_request, response) => {
    response.writeHead(500, { 'content-type': 'application/problem+json' }).end('{}');
  });
  assert.equal((await own.invoke()).statusCode, 500);
  assert.equal(own.calls(), 1);
  const slow = await fakeSidecar(() => undefined);
  await assert.rejects(slow.invoke({ timeout: 50 }));
  assert.equal(slow.calls(), 1);
});

test('retries timed-out reads once if requested, twice while the peer responds to others, and never writes', async () => {
  let first = true;
  const { invoke, calls } = await fakeSidecar((_request, response) => {
    if (!first) response.end('here');
    first = false;
  });
  const response = await invoke({ timeout: 50, repeatTimedOut: true });
  assert.equal(await response.body.text(), 'here');
  assert.equal(calls(), 2);
  const hanging = await fakeSidecar(() => undefined);
  await assert.rejects(hanging.invoke({ timeout: 50, repeatTimedOut: true }), { name: 'HeadersTimeoutError' });
  assert.equal(hanging.calls(), 2);
  await assert.rejects(hanging.invoke({ timeout: 50, repeatTimedOut: true, isAnswering: () => true }));
  assert.equal(hanging.calls(), 2 + 3);
  await assert.rejects(hanging.invoke({ method: 'POST', body: '{}', timeout: 50, repeatTimedOut: true }));
  assert.equal(hanging.calls(), 6);
});

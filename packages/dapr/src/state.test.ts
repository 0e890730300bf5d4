/** Both transports against a fake sidecar that responds like daprd 1.18; end-to-end tests use the real one. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createStateStore, StateConflict, StateUnavailable } from './state.ts';
import { stateOverClient } from './state-over-client.ts';
import { stateOverHttp } from './state-over-http.ts';

const Value = z.object({ x: z.number() });
const transports = { http: stateOverHttp, client: stateOverClient };

interface Responses {
  /** The value stored under every key, with its ETag; or how reads fail. */
  readonly read?: { readonly data: string; readonly etag: string } | 'fails' | 'hangs';
  readonly write?: [number, string];
}

/** A fake sidecar with fixed responses to reads of one key, alone or in bulk, and to writes; records what was written. */
async function sidecar(t: TestContext, name: keyof typeof transports, { read, write = [204, ''] }: Responses) {
  const written: unknown[] = [];
  const traces: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url?.split('?')[0];
    const send = (status: number, body: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    if (request.headers['dapr-api-token'] !== 'secret') return void send(401, '');
    if (path === '/v1.0/metadata') return void send(200, '{"id":"test"}');
    traces.push(request.headers.traceparent);
    if (path === '/v1.0/state/carts' && request.method === 'POST') {
      written.push(JSON.parse(Buffer.concat(chunks).toString()));
      return void send(...write);
    }
    if (read === 'hangs') return;
    if (path === '/v1.0/state/carts/bulk')
      if (read === 'fails') send(200, '[{"key":"a","error":"dial tcp: refused"}]');
      else send(200, read ? `[{"key":"a","data":${read.data},"etag":"${read.etag}"}]` : '[{"key":"a"}]');
    else if (read === 'fails') send(500, '{"errorCode":"ERR_STATE_GET","message":"dial tcp: refused"}');
    else if (read) send(200, read.data, { etag: read.etag });
    else send(204, '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const store = createStateStore(transports[name], {
    ...{ httpPort: address.port, apiToken: 'secret', component: 'carts', timeout: 300 },
    traceCall: (_name, _attributes, call) => call({ traceparent: '00-1-2-01' }),
  });
  t.after(async () => {
    await store.close();
    server.closeAllConnections();
    server.close();
  });
  return { store, written, traces };
}

const mismatch = '{"errorCode":"ERR_STATE_SAVE","message":"possible etag mismatch"}';
const failedSave = '{"errorCode":"ERR_STATE_SAVE","message":"failed to set key"}';
const stored = { data: '{"x":1}', etag: '7' };

for (const name of ['http', 'client'] as const)
  describe(`state by ${name}`, () => {
    test('reads a value with its ETag, and undefined for an unknown key', async (t) => {
      const { store } = await sidecar(t, name, { read: stored });
      assert.deepEqual(await store.read('a', Value), { value: { x: 1 }, etag: '7' });
      const empty = await sidecar(t, name, {});
      assert.equal(await empty.store.read('a', Value), undefined);
    });

    test('writes with ETag, first-write concurrency and time to live', async (t) => {
      const { store, written } = await sidecar(t, name, {});
      await store.write('a', { x: 2 }, { etag: '7', ttlSeconds: 59.5 });
      const options = { concurrency: 'first-write' };
      assert.deepEqual(written, [
        [{ key: 'a', value: { x: 2 }, etag: '7', options, metadata: { ttlInSeconds: '60' } }],
      ]);
    });

    test('reports a conflict if the value changed since it was read', async (t) => {
      const { store } = await sidecar(t, name, { read: stored, write: [409, mismatch] });
      await assert.rejects(store.write('a', { x: 2 }, { etag: '6', ttlSeconds: 60 }), StateConflict);
    });

    test('reports a conflict for a key that was created meanwhile, though the store returns only a failure', async (t) => {
      const { store } = await sidecar(t, name, { read: stored, write: [500, failedSave] });
      await assert.rejects(store.write('a', { x: 2 }, { ttlSeconds: 60 }), StateConflict);
    });

    test('reports a full store as unavailable, though the sidecar returns a conflict', async (t) => {
      const { store } = await sidecar(t, name, { read: stored, write: [409, mismatch] });
      await assert.rejects(store.write('a', { x: 2 }, { etag: '7', ttlSeconds: 60 }), StateUnavailable);
    });

    test('reports a failing store and a hanging sidecar as unavailable', async (t) => {
      const failing = await sidecar(t, name, {
        read: 'fails',
        write: [500, failedSave],
      });
      await assert.rejects(failing.store.read('a', Value), StateUnavailable);
      await assert.rejects(failing.store.check(), StateUnavailable);
      await assert.rejects(failing.store.write('a', { x: 1 }, { etag: '7', ttlSeconds: 60 }), StateUnavailable);
      await assert.rejects(failing.store.write('a', { x: 1 }, { ttlSeconds: 60 }), StateUnavailable);
      const hanging = await sidecar(t, name, { read: 'hangs' });
      await assert.rejects(hanging.store.check(), StateUnavailable);
    });
  });

test('over HTTP, operations continue the trace', async (t) => {
  const { store, traces } = await sidecar(t, 'http', { read: stored });
  await store.read('a', Value);
  await store.write('a', { x: 2 }, { etag: '7', ttlSeconds: 60 });
  assert.deepEqual(traces, ['00-1-2-01', '00-1-2-01']);
});

test('over HTTP, operations share connections that stay open, and a sidecar that is gone is unavailable', async (t) => {
  const connections = new Set<unknown>();
  const server = createServer((request, response) => {
    connections.add(request.socket);
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(address && typeof address !== 'string');
  const store = createStateStore(stateOverHttp, { httpPort: address.port, apiToken: 'secret', component: 'carts' });
  t.after(async () => {
    await store.close();
    server.close();
  });
  for (let i = 0; i < 20; i += 1) assert.equal(await store.read('a', Value), undefined);
  assert.ok(connections.size <= 2, `${connections.size} connections`);
  server.closeAllConnections();
  server.close();
  await assert.rejects(store.read('a', Value), StateUnavailable);
  await assert.rejects(store.write('a', { x: 1 }, { etag: '7', ttlSeconds: 60 }), StateUnavailable);
});

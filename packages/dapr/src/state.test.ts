/** Tests against a fake sidecar that responds like daprd 1.18; end-to-end tests use the real one. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createStateStore, StateConflict, StateUnavailable } from './state.ts';

const Value = z.object({ x: z.number() });

/** A fake sidecar with fixed responses to bulk reads and writes; records what was written. */
async function sidecar(t: TestContext, responses: { read?: [number, string]; write?: [number, string] }) {
  const written: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url?.split('?')[0];
    if (request.headers['dapr-api-token'] !== 'secret') response.writeHead(401).end();
    else if (path === '/v1.0/metadata') response.end('{"id":"test"}');
    else if (path === '/v1.0/state/carts/bulk') {
      const [status, body] = responses.read ?? [200, '[{"key":"a"}]'];
      if (status) response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    } else {
      written.push(JSON.parse(Buffer.concat(chunks).toString()));
      const [status, body] = responses.write ?? [204, ''];
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const store = createStateStore({ httpPort: address.port, apiToken: 'secret', component: 'carts', timeout: 300 });
  t.after(async () => {
    await store.close();
    server.closeAllConnections();
    server.close();
  });
  return { store, written };
}

const mismatch = '{"errorCode":"ERR_STATE_SAVE","message":"possible etag mismatch"}';
const failedSave = '{"errorCode":"ERR_STATE_SAVE","message":"failed to set key"}';
const stored = '[{"key":"a","data":{"x":1},"etag":"7"}]';

test('reads a value with its ETag, and undefined for an unknown key', async (t) => {
  const { store } = await sidecar(t, { read: [200, stored] });
  assert.deepEqual(await store.read('a', Value), { value: { x: 1 }, etag: '7' });
  const empty = await sidecar(t, {});
  assert.equal(await empty.store.read('a', Value), undefined);
});

test('writes with ETag, first-write concurrency and time to live', async (t) => {
  const { store, written } = await sidecar(t, {});
  await store.write('a', { x: 2 }, { etag: '7', ttlSeconds: 59.5 });
  const options = { concurrency: 'first-write' };
  assert.deepEqual(written, [[{ key: 'a', value: { x: 2 }, etag: '7', options, metadata: { ttlInSeconds: '60' } }]]);
});

test('reports a conflict if the value changed since it was read', async (t) => {
  const { store } = await sidecar(t, { read: [200, stored], write: [409, mismatch] });
  await assert.rejects(store.write('a', { x: 2 }, { etag: '6', ttlSeconds: 60 }), StateConflict);
});

test('reports a conflict for a key that was created meanwhile, though the store returns only a failure', async (t) => {
  const { store } = await sidecar(t, { read: [200, stored], write: [500, failedSave] });
  await assert.rejects(store.write('a', { x: 2 }, { ttlSeconds: 60 }), StateConflict);
});

test('reports a full store as unavailable, though the sidecar returns a conflict', async (t) => {
  const { store } = await sidecar(t, { read: [200, stored], write: [409, mismatch] });
  await assert.rejects(store.write('a', { x: 2 }, { etag: '7', ttlSeconds: 60 }), StateUnavailable);
});

test('reports a failing store and a hanging sidecar as unavailable', async (t) => {
  const failing = await sidecar(t, {
    read: [200, '[{"key":"a","error":"dial tcp: refused"}]'],
    write: [500, failedSave],
  });
  await assert.rejects(failing.store.read('a', Value), StateUnavailable);
  await assert.rejects(failing.store.check(), StateUnavailable);
  await assert.rejects(failing.store.write('a', { x: 1 }, { etag: '7', ttlSeconds: 60 }), StateUnavailable);
  await assert.rejects(failing.store.write('a', { x: 1 }, { ttlSeconds: 60 }), StateUnavailable);
  const hanging = await sidecar(t, { read: [0, ''] });
  await assert.rejects(hanging.store.check(), StateUnavailable);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createSchemaRegistryClient, type RegistryLogin } from './schema-registry-client.ts';

test('logs in with the user and password of the moment, and needs none', async (t) => {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    const isAllowed = request.headers.authorization === 'Basic YTpww6Q=';
    response.writeHead(isAllowed ? 200 : 401).end(JSON.stringify({ id: 7 }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  let login: RegistryLogin | undefined;
  const client = createSchemaRegistryClient({
    url: `http://127.0.0.1:${port}/base/`,
    login: () => login,
    stopping: new AbortController().signal,
  });
  await assert.rejects(client.register('a.b', '{}'), /PUT \/config\/a\.b: 401/);
  login = { username: 'a', password: 'pä' };
  assert.equal(await client.register('a.b', '{}'), 7);
  assert.deepEqual(seen, [undefined, 'Basic YTpww6Q=', 'Basic YTpww6Q=']);
});

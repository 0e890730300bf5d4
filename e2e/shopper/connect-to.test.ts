import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { connectTo, readAddress } from './connect-to.ts';
import { exchange } from './exchange.ts';

test('a name that can’t be resolved is reached at the given address, and is still the name in the request', async (context) => {
  const server = createServer((request, response) => response.end(request.headers.host));
  context.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const before = getGlobalDispatcher();
  context.after(() => setGlobalDispatcher(before));
  const { port } = server.address() as AddressInfo;
  connectTo(readAddress(`127.0.0.1:${port}`));
  assert.equal((await exchange('http://shop.invalid:8443/')).text, 'shop.invalid:8443');
  connectTo(readAddress('127.0.0.1:1'));
  assert.equal((await exchange(`http://127.0.0.1:${port}/`)).text, `127.0.0.1:${port}`, 'an IP address is itself');
});

test('parses a host and a port', () => {
  assert.deepEqual(readAddress('[::1]:443'), { hostname: '::1', port: '443' });
  for (const text of ['127.0.0.1', ':80', 'http://127.0.0.1:80', '127.0.0.1:port'])
    assert.throws(() => readAddress(text), /is not an address/);
});

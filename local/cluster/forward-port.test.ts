import assert from 'node:assert/strict';
import { connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { freePort } from '../supervisor/ports.ts';
import { forwardPort } from './forward-port.ts';

let port: number;
let inside: Server;
let servers: Server[] = [];

before(async () => {
  port = await freePort();
  // Responds only after the request has ended, like a shop.
  inside = createServer({ allowHalfOpen: true }, async (socket) => socket.end(`heard ${await text(socket)}`));
  await new Promise<void>((resolve) => inside.listen(port, '127.0.0.1', resolve));
});
after(() => {
  for (const server of [inside, ...servers]) server.close();
});

const open = async (to: number) => {
  const from = await freePort();
  servers = [...servers, await forwardPort(from, '127.0.0.1', to)];
  return from;
};

test('forwards both directions, also after one side has ended', async () => {
  const socket = connect({ host: '127.0.0.1', port: await open(port), allowHalfOpen: true });
  socket.end('a question');
  assert.equal(await text(socket), 'heard a question');
});

test('closes the connection when nothing listens behind it', async () => {
  const socket = connect({ host: '127.0.0.1', port: await open(await freePort()) });
  assert.equal(await text(socket), '');
});

test('reports a port in use', async () => {
  await assert.rejects(forwardPort(port, '127.0.0.1', port), new RegExp(`port ${port} of this machine cannot be used`));
});

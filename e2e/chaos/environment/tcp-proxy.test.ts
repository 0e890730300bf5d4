import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { waitUntil } from '../../shopper/wait-until.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

describe('a proxy that injects network faults', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let client: Socket;
  let received: string;
  let broken: boolean;

  before(async () => {
    echo = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => undefined).pipe(socket));
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
  });
  after(() => echo.close());
  beforeEach(async () => {
    proxy = await openTcpProxy(0, (echo.address() as AddressInfo).port);
    client = await dial();
  });
  afterEach(async () => {
    client.destroy();
    await proxy.close();
  });

  async function dial(): Promise<Socket> {
    received = '';
    broken = false;
    const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('data', (data) => {
      received += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      broken = true;
    });
    await once(socket, 'connect');
    return socket;
  }
  const waitForEcho = (text: string) => waitUntil(`"${text.slice(0, 20)}" comes back`, () => received === text, 5_000);

  it('forwards everything in order, including the end of the connection', async () => {
    const much = 'order '.repeat(500_000);
    client.end(much);
    await waitForEcho(much);
    await waitUntil('the connection has ended', () => broken || client.readableEnded, 5_000);
  });

  it('holds everything back while it is frozen, and loses nothing', async () => {
    proxy.set({ type: 'freeze' });
    client.write('one ');
    const through = await dialBeside();
    assert.equal(through, '', 'another proxy is frozen too');
    client.write('two');
    assert.equal(received, '');
    proxy.set({ type: 'pass' });
    await waitForEcho('one two');
  });

  /** What another connection receives within a time that is enough without a fault. */
  async function dialBeside(): Promise<string> {
    const beside = connect({ port: proxy.port, host: '127.0.0.1' });
    let text = '';
    beside.on('data', (data) => {
      text += data.toString();
    });
    beside.on('error', () => undefined);
    beside.write('x');
    const direct = connect({ port: (echo.address() as AddressInfo).port, host: '127.0.0.1' });
    for (let round = 0; round < 20; round += 1) {
      direct.write('y');
      await once(direct, 'data');
    }
    beside.destroy();
    direct.destroy();
    return text;
  }

  it('delays all data while it is slow', async () => {
    proxy.set({ type: 'delay', milliseconds: 150 });
    const began = performance.now();
    client.write('one');
    await waitForEcho('one');
    assert.ok(performance.now() - began >= 295, 'both directions are delayed');
    proxy.set({ type: 'pass' });
    client.write(' two');
    await waitForEcho('one two');
  });

  it('resets connections when it is cut, rejects new ones, and works again afterwards', async () => {
    proxy.set({ type: 'cut' });
    await waitUntil('the connection breaks', () => broken, 5_000);
    await dial().catch(() => undefined);
    await waitUntil('the next one does too', () => broken, 5_000);
    proxy.set({ type: 'pass' });
    client = await dial();
    client.write('again');
    await waitForEcho('again');
  });

  it('closes a connection whose target is unavailable', async () => {
    const unreachable = await openTcpProxy(0, 9);
    const lost = connect({ port: unreachable.port, host: '127.0.0.1' }).on('error', () => undefined);
    await waitUntil('it breaks', () => lost.destroyed, 5_000);
    await unreachable.close();
  });
});

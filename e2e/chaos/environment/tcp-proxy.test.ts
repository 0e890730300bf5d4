import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { waitUntil } from '../../shopper/wait-until.ts';
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

describe('a wire that can fail', () => {
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

  it('passes everything on, in order, and the end of it', async () => {
    const much = 'order '.repeat(500_000);
    client.end(much);
    await waitForEcho(much);
    await waitUntil('the connection is over', () => broken || client.readableEnded, 5_000);
  });

  it('holds everything back while it is frozen, and loses nothing of it', async () => {
    proxy.set({ type: 'freeze' });
    client.write('one ');
    const through = await dialBeside();
    assert.equal(through, '', 'a wire beside it is frozen too');
    client.write('two');
    assert.equal(received, '');
    proxy.set({ type: 'pass' });
    await waitForEcho('one two');
  });

  /** What a further connection hears within a moment in which a free one would have. */
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

  it('lets everything wait while it is slow', async () => {
    proxy.set({ type: 'delay', milliseconds: 150 });
    const began = performance.now();
    client.write('one');
    await waitForEcho('one');
    assert.ok(performance.now() - began >= 295, 'both directions wait');
    proxy.set({ type: 'pass' });
    client.write(' two');
    await waitForEcho('one two');
  });

  it('breaks connections when it is cut, refuses new ones, and works again after', async () => {
    proxy.set({ type: 'cut' });
    await waitUntil('the connection breaks', () => broken, 5_000);
    await dial().catch(() => undefined);
    await waitUntil('the next one does too', () => broken, 5_000);
    proxy.set({ type: 'pass' });
    client = await dial();
    client.write('again');
    await waitForEcho('again');
  });

  it('breaks a connection whose other side is away', async () => {
    const gone = await openTcpProxy(0, 9);
    const lost = connect({ port: gone.port, host: '127.0.0.1' }).on('error', () => undefined);
    await waitUntil('it breaks', () => lost.destroyed, 5_000);
    await gone.close();
  });
});

import assert from 'node:assert/strict';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { listen, type RunningServer } from './server.ts';

const portOf = ({ server }: RunningServer) => (server.address() as AddressInfo).port;

const ask = (port: number, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent }, resolve).once('error', reject);
  });

test('finishes requests in progress while stopping, also on keep-alive connections, and accepts no new ones', async (t) => {
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const arrived = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const running = await listen(
    async (_request, response) => {
      arrived.resolve();
      await finish.promise;
      response.end('done');
    },
    '127.0.0.1',
    0,
  );
  const port = portOf(running);
  const response = ask(port, agent);
  await arrived.promise;

  const stopped = running.stop();
  await assert.rejects(ask(port, new Agent()), { code: 'ECONNREFUSED' });
  finish.resolve();
  assert.equal(await text(await response), 'done');
  await stopped;
});

test('closes a request that never ends after the grace period', async () => {
  const arrived = Promise.withResolvers<void>();
  const running = await listen(() => arrived.resolve(), '127.0.0.1', 0);
  const cut = assert.rejects(ask(portOf(running), new Agent()), { code: 'ECONNRESET' });
  await arrived.promise;
  await running.stop(1);
  await cut;
});

test('names a port that is in use', async (t) => {
  const running = await listen(() => undefined, '127.0.0.1', 0);
  t.after(() => running.stop());
  const port = portOf(running);
  await assert.rejects(
    listen(() => undefined, '127.0.0.1', port),
    { message: `port ${port} on 127.0.0.1 is in use by another process` },
  );
});

test('keeps idle connections for longer than sidecars and ingresses do', async (t) => {
  const running = await listen((_request, response) => response.end(), '127.0.0.1', 0);
  const agent = new Agent({ keepAlive: true });
  t.after(async () => {
    agent.destroy();
    await running.stop();
  });
  const { headers } = await ask(portOf(running), agent);
  const [, seconds] = /timeout=(\d+)/.exec(String(headers['keep-alive'])) ?? [];
  assert.ok(Number(seconds) > 90, `${headers['keep-alive']}`);
});

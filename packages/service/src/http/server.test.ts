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

test('stopping lets a request under way finish, on a connection that is kept alive too, and takes no new one', async (t) => {
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
  const answer = ask(port, agent);
  await arrived.promise;

  const stopped = running.stop();
  await assert.rejects(ask(port, new Agent()), { code: 'ECONNREFUSED' });
  finish.resolve();
  assert.equal(await text(await answer), 'done');
  await stopped;
});

test('a request that never ends is cut off when the grace is over', async () => {
  const arrived = Promise.withResolvers<void>();
  const running = await listen(() => arrived.resolve(), '127.0.0.1', 0);
  const cut = assert.rejects(ask(portOf(running), new Agent()), { code: 'ECONNRESET' });
  await arrived.promise;
  await running.stop(1);
  await cut;
});

test('a port that is taken is named', async (t) => {
  const running = await listen(() => undefined, '127.0.0.1', 0);
  t.after(() => running.stop());
  const port = portOf(running);
  await assert.rejects(
    listen(() => undefined, '127.0.0.1', port),
    { message: `port ${port} on 127.0.0.1 is in use by another program` },
  );
});

test('an idle connection is kept for longer than sidecars and ingresses use one', async (t) => {
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

/** Connection limits. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { head, type RawClient, sendRaw } from '../testing/raw-client.ts';
import { startGateway, type TestGateway } from '../testing/start-gateway.ts';

const settings = { CONNECTIONS_PER_ADDRESS: '20', CONNECTIONS_IN_ALL: '30', IDLE_SECONDS: '1' };
let gateway: TestGateway;
let behindProxy: TestGateway;
before(async () => {
  gateway = await startGateway(settings);
  behindProxy = await startGateway({ ...settings, TRUSTED_PROXIES: '127.0.0.1' });
});
after(async () => {
  await gateway.stop();
  await behindProxy.stop();
});

const open = async (port: number, count: number): Promise<RawClient[]> => {
  const clients = [];
  for (let at = 0; at < count; at += 1) clients.push(await sendRaw(port, ''));
  return clients;
};
const refused = (clients: readonly RawClient[]) => clients.filter((one) => one.status() === 503).length;
const closeAll = (clients: readonly RawClient[]) => {
  for (const { socket } of clients) socket.destroy();
};

test('limits connections per address with 503, and accepts new ones when others close', async () => {
  const clients = await open(gateway.port, 25);
  await until('the rest is rejected', () => refused(clients) === 5);
  await until('and closed', () => clients.filter(({ socket }) => socket.destroyed).length === 5);
  assert.match(await gateway.metrics(), /mambogo_gateway_overload_total\{reason="connections"\} 5/);
  closeAll(clients);
  await until('a connection is accepted again', async () => {
    const one = await sendRaw(gateway.port, head('GET /healthz/live'));
    await until('it has a response', () => one.status() !== undefined);
    one.socket.destroy();
    return one.status() === 200;
  });
});

test('answers a few pipelined requests in order, and closes the connection beyond', async () => {
  const few = await sendRaw(gateway.port, head('GET /x').repeat(4));
  await until('all have responses', () => few.text().match(/HTTP\/1\.1 /g)?.length === 4);
  few.socket.write(head('GET /x').repeat(4));
  await until('and four more', () => few.text().match(/HTTP\/1\.1 /g)?.length === 8);
  const many = await sendRaw(gateway.port, head('GET /x').repeat(20));
  await until('it is closed', () => many.socket.destroyed);
  assert.ok((many.text().match(/HTTP\/1\.1 /g)?.length ?? 0) <= 4);
  assert.match(await gateway.metrics(), /mambogo_gateway_overload_total\{reason="pipelining"\} 1/);
  closeAll([few]);
});

test('limits a trusted proxy only by the total', async () => {
  const clients = await open(behindProxy.port, 35);
  await until('the rest is rejected', () => refused(clients) === 5);
  closeAll(clients);
});

test("closes an idle connection, but not a trusted proxy's", async () => {
  const [idle, ofProxy] = [
    await sendRaw(gateway.port, head('GET /x')),
    await sendRaw(behindProxy.port, head('GET /x')),
  ];
  await until('it is closed', () => idle.socket.destroyed, 12_000);
  assert.ok(idle.status());
  assert.match(idle.text(), /^keep-alive: timeout=1,/im, 'says how long it keeps a connection');
  assert.match(ofProxy.text(), /^keep-alive: timeout=120,/im);
  assert.equal(ofProxy.socket.destroyed, false);
  ofProxy.socket.destroy();
});

test('responds 408 on a silent connection or an incomplete request line', { timeout: 30_000 }, async () => {
  const clients = [
    ...(await open(gateway.port, 5)),
    await sendRaw(gateway.port, 'GET / HT'),
    await sendRaw(gateway.port, '\r\n'),
  ];
  await until('all are closed', () => clients.every(({ socket }) => socket.destroyed), 20_000);
  assert.ok(clients.every((one) => one.status() === 408));
});

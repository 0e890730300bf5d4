/** Reads while one of two instances is killed without notice: both are processes; the fake sidecar balances calls. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request as ask } from 'node:http';
import { test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { request } from 'undici';
import { startGateway } from '../testing/start-gateway.ts';

test('no read fails while one of two instances is killed and still called for a second', async (t) => {
  const gateway = await startGateway({ READ_TIMEOUT_SECONDS: '10' });
  t.after(() => gateway.stop());
  const instances = await Promise.all([startInstance(), startInstance()]);
  t.after(() => instances.map(({ process }) => process.kill('SIGKILL')));
  let seen = 0;
  let killedAt = Number.POSITIVE_INFINITY;
  gateway.sidecar.handlers.set('shop-inventory', (incoming, response, path) => {
    seen += 1;
    // Like a resolver that has not noticed yet: picks at random, the killed one included.
    const hasNoticed = performance.now() - killedAt > 1_000;
    const { port } = instances[hasNoticed || Math.random() < 0.5 ? 0 : 1] ?? assert.fail();
    const call = ask({ port, path, host: '127.0.0.1' }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.on('error', () => response.destroy()).pipe(response);
    });
    call.once('error', () => {
      if (response.headersSent) return response.destroy();
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errorCode: 'ERR_DIRECT_INVOKE', message: 'failed to invoke' }));
    });
    incoming.resume();
    call.end();
  });
  let isOver = false;
  const statuses: Promise<number[]>[] = Array.from({ length: 6 }, async (_, reader) => {
    const got: number[] = [];
    while (!isOver) {
      const answer = await request(`${gateway.url}/api/v1/inventory/0190a0b0-0000-7000-8000-00000000000${reader}`);
      await answer.body.dump();
      got.push(answer.statusCode);
    }
    return got;
  });
  await until('reads are in progress', () => seen > 50);
  instances[1]?.process.kill('SIGKILL');
  killedAt = performance.now();
  const before = seen;
  await until(
    'only the other instance responds',
    () => performance.now() - killedAt > 2_000 && seen > before + 50,
    30_000,
  );
  isOver = true;
  const all = (await Promise.all(statuses)).flat();
  assert.deepEqual(
    all.filter((status) => status !== 200),
    [],
  );
});

/** A process that responds to every read in two chunks, so that some are interrupted when it is killed. */
async function startInstance(): Promise<{ process: ChildProcess; port: number }> {
  const source = `require('node:http').createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '2' }).write('{');
    setTimeout(() => response.end('}'), 5);
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout ?? assert.fail(), 'data');
  return { process: child, port: Number(String(line)) };
}

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

/** A process whose service is the given object; prints `started` when it has started. */
function start(service: string) {
  const program = `
    import { run } from '${new URL('./run.ts', import.meta.url)}';
    const alive = setInterval(() => {}, 1000);
    await run(() => (${service}));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, stderr: text(child.stderr), started: once(child.stdout, 'data') };
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`${signal} stops the service once, then the process ends with 0`, async () => {
    const { child, started, stderr } = start(`{
      start: async () => process.stdout.write('started'),
      stop: async () => { process.stderr.write('stop '); await new Promise((r) => setTimeout(r, 20)); },
    }`);
    await started;
    child.kill(signal);
    child.kill(signal);
    assert.equal(await exitCode(child), 0);
    assert.equal(await stderr, 'stop ');
  });

test('a service that is stopped while it starts exits with 0 and no output', async () => {
  const { child, started, stderr } = start(`{
    start: () => new Promise((_, reject) => {
      process.once('SIGTERM', () => reject(new Error('the service is stopping')));
      process.stdout.write('started');
    }),
    stop: async () => { await new Promise((r) => setTimeout(r, 20)); },
  }`);
  await started;
  child.kill('SIGTERM');
  assert.equal(await exitCode(child), 0);
  assert.equal(await stderr, '');
});

test('a service that fails to start exits with 70 and one line with the reason', async () => {
  const { child, stderr } = start(
    `{ start: async () => { throw new Error('port 8083 is in use') }, stop: async () => {} }`,
  );
  assert.equal(await exitCode(child), 70);
  assert.equal(await stderr, 'port 8083 is in use\n');
});

test('an unhandled error while running exits with 1', async () => {
  const { child, stderr } = start(`{
    start: async () => { setImmediate(() => Promise.reject(new Error('lost'))) },
    stop: async () => {},
  }`);
  assert.equal(await exitCode(child), 1);
  assert.match(await stderr, /^lost\n/);
});

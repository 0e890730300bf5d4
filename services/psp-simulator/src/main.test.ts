/** The simulator as a process: what it has answered it remembers, however it ends. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const start = (settings: Record<string, string>) =>
  spawn(process.execPath, ['src/main.ts'], {
    cwd,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

test('a killed simulator still has every charge it answered', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'psp-'));
  writeFileSync(join(folder, 'psp-api-key'), 'key');
  const port = await freePort();
  const settings = {
    PORT: String(port),
    CREDENTIALS_DIR: folder,
    LEDGER_FILE: join(folder, 'ledger.db'),
    LOG_LEVEL: 'fatal',
  };
  let child = start(settings);
  t.after(async () => {
    await end(child, 'SIGTERM');
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: 'Bearer key' };
  await up(url);
  const body = JSON.stringify({ reference: 'order:1', amount: 1_500, currency: 'USD', token: 'tok_ok' });
  const charge = async () => {
    const sent = { ...headers, 'content-type': 'application/json', 'idempotency-key': 'order:1' };
    return (await fetch(`${url}/v1/charges`, { method: 'POST', headers: sent, body })).json();
  };
  const first = await charge();
  await end(child, 'SIGKILL');

  child = start(settings);
  await up(url);
  assert.deepEqual(await charge(), first, 'the key is remembered too');
  const ledger = await (await fetch(`${url}/v1/ledger`, { headers })).text();
  assert.match(ledger, /"captured":1500/);
});

test('bad settings are one clear line and exit code 78', async () => {
  const child = start({ PORT: 'x', CREDENTIALS_DIR: '/nowhere', LEDGER_FILE: 'x' });
  let text = '';
  child.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 78);
  assert.match(text, /^bad settings: PORT: [^\n]+\n$/);
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

async function up(url: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the simulator did not come up');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('there is no port to be had');
  return address.port;
}

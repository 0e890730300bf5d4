/** The simulator as a process: acknowledged changes survive a kill. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { until } from '@mambogo/testing/until.ts';
import { startFakeMerchant } from '../testing/fake-merchant.ts';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const start = (settings: Record<string, string>) =>
  spawn(process.execPath, ['src/main.ts'], {
    cwd,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

test('keeps every acknowledged charge after a kill', async (t) => {
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
  assert.deepEqual(await charge(), first, 'the idempotency key is kept too');
  const ledger = await (await fetch(`${url}/v1/ledger`, { headers })).text();
  assert.match(ledger, /"captured":1500/);
});

test('delivers callbacks after a kill, once it and the merchant are up again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'psp-'));
  for (const name of ['psp-api-key', 'psp-webhook-secret']) writeFileSync(join(folder, name), 'key');
  const port = await freePort();
  const merchantPort = await freePort();
  const settings = {
    PORT: String(port),
    CREDENTIALS_DIR: folder,
    LEDGER_FILE: join(folder, 'ledger.db'),
    LOG_LEVEL: 'fatal',
    PSP_LATE_SECONDS: '0.1',
    PSP_CALLBACK_URL: `http://127.0.0.1:${merchantPort}/callbacks`,
  };
  let child = start(settings);
  t.after(async () => {
    await end(child, 'SIGTERM');
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${port}`;
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json', 'idempotency-key': 'order:1' };
  const callbacks = async () => {
    const text = await (await fetch(`${url}/v1/ledger`, { headers })).text();
    return /"callbacks":(\{[^}]*\})/.exec(text)?.[1];
  };
  await up(url);
  const body = JSON.stringify({ reference: 'order:1', amount: 1_500, currency: 'USD', token: 'tok_late' });
  await fetch(`${url}/v1/charges`, { method: 'POST', headers, body });
  await until('it is due', async () => (await callbacks()) === '{"due":1,"delivered":0,"givenUp":0}');
  await end(child, 'SIGKILL');

  const merchant = await startFakeMerchant(t, undefined, merchantPort);
  child = start(settings);
  await up(url);
  await until('it is delivered', async () => (await callbacks()) === '{"due":0,"delivered":1,"givenUp":0}');
  assert.deepEqual(
    merchant.calls.map(({ event }) => [event.type, event.data.reference]),
    [['charge.captured', 'order:1']],
  );
});

test('reports bad settings in one line and exits with code 78', async () => {
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

const up = (url: string) =>
  until('the simulator is up', () =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );

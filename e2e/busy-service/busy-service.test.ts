/** A busy service is slow, not dead: its sidecar (daprd itself) rejects calls only when the store is unavailable. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { buildDapr } from '@mambogo/local/toolchain/build-dapr.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { appHealthCheck } from '@mambogo/operator/model/app-health-check.ts';
import { apiToken, startSidecar } from '../security/two-sidecars.ts';
import { waitUntil } from '../shopper/wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'busy-'));
const running: ChildProcess[] = [];
let print: (word: 'busy' | 'away' | 'there') => void;
const output: string[] = [];
let port: number;

before(async () => {
  const script = join(import.meta.dirname, 'busy-application.ts');
  const application = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script]);
  running.push(application);
  createInterface({ input: application.stdout }).on('line', (line) => output.push(line));
  print = (word) => void application.stdin.write(`${word}\n`);
  await waitUntil('the application listens', () => output.length > 0);
  port = await freePort();
  const { daprd } = await buildDapr({ cache: cacheFolder(), logs: folder });
  const flags = Object.entries(appHealthCheck).map(([name, value]) => `--${name}=${value}`);
  running.push(await startSidecar({ folder, daprd, appId: 'callee', appPort: Number(output[0]), flags }));
  running.push(await startSidecar({ folder, daprd, appId: 'caller', httpPort: port }));
  await waitUntil('it can be called', async () => (await call()) === 200);
});
after(async () => {
  for (const child of running) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true });
});

async function call(): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1.0/invoke/callee/method/work`, {
    headers: { 'dapr-api-token': apiToken },
  });
  await answer.arrayBuffer();
  return answer.status;
}

test('a busy event loop makes calls slow, but none is rejected', { timeout: 60_000 }, async () => {
  print('busy');
  const answers: number[] = [];
  let slowest = 0;
  while (!output.includes('idle')) {
    const began = performance.now();
    answers.push(await call());
    slowest = Math.max(slowest, performance.now() - began);
  }
  assert.ok(slowest > 1_000, `the slowest call took ${Math.round(slowest)} ms`);
  assert.deepEqual([...new Set(answers)], [200], `of ${answers.length} calls`);
});

test('while the store is unavailable calls are rejected, until it is back', { timeout: 60_000 }, async () => {
  print('away');
  await waitUntil('calls are rejected', async () => (await call()) >= 500, 15_000);
  print('there');
  await waitUntil('calls succeed', async () => (await call()) === 200, 15_000);
});

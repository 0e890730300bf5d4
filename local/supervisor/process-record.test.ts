import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isAlive, processIdentity } from './process-identity.ts';
import { openProcessRecord, stopLeftoverProcesses } from './process-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
const file = join(folder, 'processes.json');
after(() => rmSync(folder, { recursive: true }));

const sleeper = async () => {
  const child = spawn('sleep', ['600']);
  await once(child, 'spawn');
  const identity = processIdentity(child.pid ?? 0);
  assert.ok(identity);
  return { child, identity };
};

test('stops processes of an earlier runner', async () => {
  const { child, identity } = await sleeper();
  openProcessRecord(file).started('order', identity.pid);
  const ended = once(child, 'exit');
  assert.deepEqual(await stopLeftoverProcesses(file), ['order']);
  await ended;
  assert.ok(!isAlive(identity));
});

test('leaves a process alone that only reuses a pid', async () => {
  const { child, identity } = await sleeper();
  writeFileSync(file, JSON.stringify([{ name: 'order', pid: identity.pid, startTime: '1' }]));
  assert.deepEqual(await stopLeftoverProcesses(file), []);
  assert.ok(isAlive(identity));
  child.kill();
});

test('forgets processes that exited', async () => {
  const { child, identity } = await sleeper();
  const ledger = openProcessRecord(file);
  ledger.started('order', identity.pid);
  ledger.ended(identity.pid);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), []);
  child.kill();
});

test('finds no leftovers with a missing or truncated record', async () => {
  writeFileSync(file, '[{"na');
  assert.deepEqual(await stopLeftoverProcesses(file), []);
  assert.deepEqual(await stopLeftoverProcesses(join(folder, 'none')), []);
});

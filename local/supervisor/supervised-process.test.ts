import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, processIdentity } from './process-identity.ts';
import type { ProcessSpec } from './process-spec.ts';
import { silentProgress } from './progress.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

const folder = mkdtempSync(join(tmpdir(), 'supervised-'));
after(() => rmSync(folder, { recursive: true }));

const script = (name: string, code: string, more: Partial<ProcessSpec> = {}): ProcessSpec => ({
  name,
  command: process.execPath,
  args: ['-e', code],
  ready: /^ready/,
  readyTimeoutMs: 20_000,
  ...more,
});
const supervisorWith = (warnings: string[] = []): Supervisor =>
  createSupervisor({ logs: folder, run: folder }, { ...silentProgress, warn: (line) => warnings.push(line) });
const longRunning = "console.log('ready'); setInterval(() => {}, 1000)";

async function waitUntil(condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) assert.fail('it did not happen within 20 s');
    await wait(20);
  }
}

test('restarts a process that exits, with a warning', async () => {
  const warnings: string[] = [];
  const supervisor = supervisorWith(warnings);
  await supervisor.start('services', script('crashing', longRunning));
  const before = supervisor.find('crashing').pid();
  supervisor.find('crashing').kill('SIGKILL');
  await waitUntil(
    () => supervisor.find('crashing').state() === 'running' && supervisor.find('crashing').pid() !== before,
  );
  assert.match(warnings.join(), /crashing was ended by SIGKILL; restarting in 0\.[345] s/);
  await supervisor.stop();
  assert.equal(supervisor.find('crashing').pid(), undefined);
});

test('fails the start of a process that exits before it is ready, with its last output', async () => {
  const supervisor = supervisorWith();
  const dies = script('dying', "console.error('bad settings: PORT'); process.exit(78)");
  await assert.rejects(supervisor.start('services', dies), /dying exited with code 78: bad settings: PORT/);
  await supervisor.stop();
});

test('fails the start of a process that is never ready, and stop ends it', async () => {
  const supervisor = supervisorWith();
  const idle = script('idle', 'setInterval(() => {}, 1000)', { readyTimeoutMs: 300 });
  await assert.rejects(supervisor.start('services', idle), /idle was not ready within 0\.3 s/);
  const identity = processIdentity(supervisor.find('idle').pid() ?? 0);
  assert.ok(identity);
  await supervisor.stop();
  assert.ok(!isAlive(identity));
});

test('fails the start of a missing program', async () => {
  const supervisor = supervisorWith();
  await assert.rejects(
    supervisor.start('services', { ...script('missing', ''), command: '/no/such' }),
    /missing exited with code/,
  );
  await supervisor.stop();
});

test('kills a process that ignores the stop signal or is suspended', async () => {
  const supervisor = supervisorWith();
  const deaf = script('deaf', `process.on('SIGTERM', () => {}); ${longRunning}`, { stopTimeoutMs: 200 });
  await supervisor.start('services', deaf);
  await supervisor.start('services', script('suspended', longRunning));
  supervisor.find('suspended').kill('SIGSTOP');
  await supervisor.stop();
  assert.deepEqual(
    supervisor.processes().map(({ state }) => state),
    ['stopped', 'stopped'],
  );
});

test('stops services before sidecars, and sidecars before stores', async () => {
  const supervisor = supervisorWith();
  for (const group of ['stores', 'services', 'sidecars'] as const)
    await supervisor.start(group, script(group, longRunning));
  const still = () => supervisor.processes().flatMap(({ name, pid }) => (pid ? [name] : []));
  const seen = new Set<string>();
  const stopped = supervisor.stop();
  let over = false;
  void stopped.then(() => {
    over = true;
  });
  while (!over) {
    seen.add(still().join());
    await new Promise((resolve) => setImmediate(resolve));
  }
  const orders = ['stores,services,sidecars', 'stores,sidecars', 'stores', ''];
  assert.ok(
    [...seen].every((order) => orders.includes(order)),
    [...seen].join(' | '),
  );
});

test('starts nothing after stop', async () => {
  const supervisor = supervisorWith();
  await supervisor.stop();
  await assert.rejects(supervisor.start('services', script('late', longRunning)), { name: 'Cancelled' });
});

test('runs the hooks before each start and after it is ready, and reports the first failure', async () => {
  const done: string[] = [];
  const supervisor = supervisorWith();
  const note = (what: string) => async () => void done.push(what);
  await supervisor.start(
    'services',
    script('prepared', longRunning, { beforeStart: note('before'), afterReady: note('ready') }),
  );
  assert.deepEqual(done, ['before', 'ready']);
  supervisor.find('prepared').kill('SIGKILL');
  await waitUntil(() => done.length === 4);
  assert.deepEqual(done, ['before', 'ready', 'before', 'ready']);
  await supervisor.stop();

  const failing = script('unprepared', longRunning, {
    beforeStart: () => Promise.reject(new Error('there is no room')),
  });
  await assert.rejects(supervisorWith().start('services', failing), /there is no room/);
});

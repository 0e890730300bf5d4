/** A full disk under logs and the process record ends no process, and everything is written again once there is space. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSmallDisk } from '@mambogo/e2e/chaos/environment/small-disk.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { runningProcess } from './process-record.ts';
import type { ProcessSpec } from './process-spec.ts';
import { silentProgress } from './progress.ts';
import { runCommand } from './run-command.ts';
import { createSupervisor, processRecordFile } from './supervisor.ts';

const skip = process.getuid?.() === 0 ? false : 'only root may mount';

const script = (name: string, code: string): ProcessSpec => ({
  name,
  command: process.execPath,
  args: ['-e', code],
  ready: /^ready/,
  readyTimeoutMs: 20_000,
});
const verboseSpec = "console.log('ready'); setInterval(() => console.log('still here '.repeat(20)), 5)";

test('a full disk ends neither the supervisor nor its processes', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  const disk = await makeSmallDisk(folder, 1_048_576);
  const warnings: string[] = [];
  const warn = (line: string) => warnings.push(line);
  const supervisor = createSupervisor({ logs: folder, run: folder }, { ...silentProgress, warn });
  const warned = (pattern: RegExp) => warnings.filter((line) => pattern.test(line)).length;
  const pid = (name: string) => supervisor.find(name).pid();
  try {
    await supervisor.start('services', script('order', verboseSpec));
    await supervisor.start('services', script('payment', verboseSpec));
    const before = { order: pid('order'), payment: pid('payment') };
    await disk.fill();
    await waitUntil('lines are dropped', () => warned(/cannot write logs.*ENOSPC/) === 1);

    supervisor.find('payment').kill('SIGKILL');
    const isBack = () => supervisor.find('payment').state() === 'running' && pid('payment') !== before.payment;
    await waitUntil('payment runs again', isBack);
    assert.equal(pid('order'), before.order, 'order was left alone');
    assert.equal(warned(/cannot write the process record.*ENOSPC/), 1);
    assert.equal(runningProcess(processRecordFile(folder), 'payment'), undefined);
    const log = join(folder, 'command.log');
    assert.equal(
      await runCommand({ command: 'echo', args: ['done'], log }),
      'done\n',
      'commands run without their log',
    );

    await disk.free();
    await waitUntil('lines are written again', () => warned(/logging resumed; \d+ lines were dropped/) === 1);
    await waitUntil(
      'the list is written',
      () => runningProcess(processRecordFile(folder), 'payment') === pid('payment'),
    );
    assert.equal(warned(/cannot write/), 2, warnings.join('\n'));
  } finally {
    await supervisor.stop();
    assert.match(readFileSync(join(folder, 'order.log'), 'utf8'), /^--- \d+ lines could not be written: ENOSPC/m);
    await disk.remove();
    rmSync(folder, { recursive: true });
  }
});

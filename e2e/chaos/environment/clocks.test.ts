import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { waitUntil } from '../../shopper/wait-until.ts';
import { createClocks, findFaketime } from './clocks.ts';

const folder = mkdtempSync(join(tmpdir(), 'mambogo-clocks-'));
const library = await findFaketime(join(folder, 'log'));

test('shifts the wall clock of a running process', {
  skip: library ? false : 'no libfaketime',
}, async () => {
  const clocks = createClocks(library ?? '', folder);
  const script = 'setInterval(() => console.log(Date.now(), performance.now()), 100)';
  const child = spawn(process.execPath, ['-e', script], { env: { ...process.env, ...clocks.environment('payment') } });
  let ahead = Number.NaN;
  let stopWatch = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [time, passed] = line.split(' ').map(Number);
    ahead = Math.round(((time ?? 0) - Date.now()) / 60_000);
    stopWatch = passed ?? 0;
  });
  try {
    for (const minutes of [0, 7, -7]) {
      clocks.set('payment', minutes);
      await waitUntil(`it is ${minutes} minutes ahead`, () => ahead === minutes);
    }
    assert.ok(stopWatch < 60_000, 'its monotonic clock is not shifted');
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
});

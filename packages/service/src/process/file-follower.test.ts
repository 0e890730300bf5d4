import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createFileFollower } from './file-follower.ts';

test('runs when a file appears, is replaced or disappears, and again after an error', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'file-follower-'));
  const file = join(folder, 'file');
  let runs = 0;
  let fails = false;
  const follower = createFileFollower({
    name: 'test',
    files: [file, join(folder, 'other')],
    seconds: 0.02,
    logger: createLogger('test', 'silent'),
    async task() {
      runs += 1;
      if (fails) throw new Error('no');
    },
  });
  follower.start();
  t.after(async () => {
    await follower.stop();
    rmSync(folder, { recursive: true });
  });
  await until('it has run', () => runs >= 1);
  const change = async (what: string, make: () => void) => {
    const before = runs;
    make();
    await until(what, () => runs > before);
  };
  await change('a new file', () => writeFileSync(file, 'a'));
  await change('a replaced file', () => {
    writeFileSync(`${file}.new`, 'b');
    renameSync(`${file}.new`, file);
  });
  await change('a second file', () => writeFileSync(join(folder, 'other'), 'a'));
  fails = true;
  await change('a missing file, and an error', () => rmSync(file));
  const failed = runs;
  await until('it is repeated', () => runs > failed + 1);
  fails = false;
  await until('it succeeds', () => runs > failed + 2);
});

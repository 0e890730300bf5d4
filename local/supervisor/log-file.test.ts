import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeSmallDisk } from '@mambogo/e2e/chaos/environment/small-disk.ts';
import { waitUntil } from '@mambogo/e2e/shopper/wait-until.ts';
import { openLogFile } from './log-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-file-'));
after(() => rmSync(folder, { recursive: true }));
const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const skip = process.getuid?.() === 0 ? false : 'only root may mount';

test('writes lines in order, and keeps the file of the previous run', async () => {
  const file = join(folder, 'order.log');
  writeFileSync(file, 'before\n');
  const log = openLogFile(file);
  for (const line of ['one', 'two', 'three']) log.write(line);
  await log.close();
  assert.equal(readFileSync(file, 'utf8'), 'one\ntwo\nthree\n');
  assert.equal(readFileSync(`${file}.1`, 'utf8'), 'before\n');
  assert.equal(log.dropped(), 0);
});

test('rotates a file that reaches its limit', async () => {
  const file = join(folder, 'long.log');
  const log = openLogFile(file, { maxBytes: 1_000 });
  const lines = Array.from({ length: 200 }, (_, number) => `line ${number}`.padEnd(49, '.'));
  for (const [number, line] of lines.entries()) {
    log.write(line);
    if (number % 10 === 9) await waitUntil('it is written', () => textOf(file).endsWith(`${line}\n`));
  }
  await log.close();
  const files = [file, `${file}.1`, `${file}.2`];
  assert.ok(!existsSync(`${file}.3`));
  for (const one of files) assert.ok(statSync(one).size <= 1_000, `${one} has ${statSync(one).size} bytes`);
  const text = files
    .toReversed()
    .map((one) => readFileSync(one, 'utf8'))
    .join('');
  assert.equal(text, `${lines.slice(-text.trim().split('\n').length).join('\n')}\n`, 'the last lines, each once');
});

test('drops and counts lines on a full disk, and resumes when there is space', { skip }, async () => {
  const mount = join(folder, 'disk');
  const disk = await makeSmallDisk(mount, 1_048_576);
  const file = join(mount, 'order.log');
  const warnings: string[] = [];
  const log = openLogFile(file, {
    retryDelayMs: 10,
    onFailing: ({ message }) => warnings.push(message),
    onWritten: (dropped) => warnings.push(`written, ${dropped} dropped`),
  });
  try {
    log.write('before');
    await waitUntil('it is written', () => statSync(file, { throwIfNoEntry: false })?.size === 7);
    await disk.fill();
    let asked = 0;
    await waitUntil('a thousand lines are dropped', () => {
      for (let n = 0; n < 50; n++) log.write(`line ${asked++} of a disk that is full${'.'.repeat(500)}`);
      return log.dropped() > 1_000;
    });
    await disk.free();
    await waitUntil('lines are written again', () => {
      log.write(`line ${asked++}`);
      return warnings.length === 2;
    });
    await log.close();
    const text = readFileSync(file, 'utf8');
    const notes = [...text.matchAll(/^--- (\d+) lines could not be written: (?:ENOSPC|the disk is too slow)/gm)];
    const noted = notes.reduce((sum, [, lines]) => sum + Number(lines), 0);
    assert.equal(noted, log.dropped(), notes.join('\n'));
    const whole = text.split('\n').filter((line) => /^line \d+( of .*\.{500})?$/.test(line)).length;
    assert.equal(whole + log.dropped(), asked, 'each line is there or counted');
    assert.match(warnings[0] ?? '', /ENOSPC/);
    const reportedDropped = Number(/^written, (\d+) dropped$/.exec(warnings[1] ?? '')?.[1]);
    assert.ok(reportedDropped > 1_000 && reportedDropped <= noted, warnings[1]);
  } finally {
    await disk.remove();
  }
});

test('loses lines instead of failing without a folder', async () => {
  const log = openLogFile(join(folder, 'none', 'order.log'));
  log.write('lost');
  await log.close();
  assert.equal(log.dropped(), 1);
});

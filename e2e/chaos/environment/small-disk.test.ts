import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSmallDisk } from './small-disk.ts';

const skip = process.getuid?.() === 0 ? false : 'only root may mount';

test('a disk fills up, and has space again with its files intact', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mambogo-disk-'));
  const disk = await makeSmallDisk(folder, 1_048_576);
  try {
    const write = (name: string) => writeFileSync(join(folder, name), Buffer.alloc(100_000));
    write('first');
    await disk.fill();
    assert.throws(() => write('second'), { code: 'ENOSPC' });
    await disk.free();
    write('second');
  } finally {
    await disk.remove();
    rmSync(folder, { recursive: true });
  }
});

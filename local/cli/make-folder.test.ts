import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { errorLine } from '../supervisor/start-error.ts';
import { makeFolder } from './make-folder.ts';

test('creates folders with parents, and leaves existing ones unchanged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'make-folder-'));
  try {
    const deep = join(folder, 'a/b/c');
    makeFolder(deep, 0o700);
    makeFolder(deep);
    assert.equal(statSync(deep).mode & 0o777, 0o700);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('fails immediately with a clear message where a folder can not be created', () => {
  const folder = mkdtempSync(join(tmpdir(), 'make-folder-'));
  try {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const reasons = ['/proc/x/shop', join(file, 'shop')].map((path) => {
      try {
        makeFolder(path);
        return 'made';
      } catch (error) {
        return errorLine(error);
      }
    });
    assert.deepEqual(reasons, ['/proc/x does not exist: check its name', `${file} already exists: name another path`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

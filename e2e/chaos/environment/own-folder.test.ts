import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { emptyOwnFolder } from './own-folder.ts';

const parent = mkdtempSync(join(tmpdir(), 'chaos-'));
after(() => rmSync(parent, { recursive: true }));
const folder = join(parent, 'run');
const file = join(folder, 'books');

test('a folder of a run is emptied, and one that is absent or empty becomes one', () => {
  emptyOwnFolder(folder);
  writeFileSync(file, 'old');
  emptyOwnFolder(folder);
  assert.deepEqual(readdirSync(folder), ['.mambogo-chaos']);
  const empty = join(parent, 'empty');
  mkdirSync(empty);
  emptyOwnFolder(empty);
  writeFileSync(join(empty, 'books'), 'old');
  emptyOwnFolder(empty);
});

test('what is not a folder of a run is refused in words, and left as it is', () => {
  rmSync(join(folder, '.mambogo-chaos'));
  writeFileSync(file, 'somebody needs this');
  for (const [path, told] of [
    [folder, /run is not empty and not of an earlier run of chaos .* name another folder/],
    [file, /books is not empty and not of an earlier run/],
  ] as const)
    assert.throws(() => emptyOwnFolder(path), { name: 'StartError', message: told });
  assert.equal(readFileSync(file, 'utf8'), 'somebody needs this');
});

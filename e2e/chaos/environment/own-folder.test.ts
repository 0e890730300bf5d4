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

test('empties the folder of a run, and accepts a missing or empty one', () => {
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

test('rejects any other folder with an explanation, and leaves it unchanged', () => {
  rmSync(join(folder, '.mambogo-chaos'));
  writeFileSync(file, 'somebody needs this');
  for (const [path, message] of [
    [folder, /run is not empty and not of an earlier run of chaos .* name another folder/],
    [file, /books is not empty and not of an earlier run/],
  ] as const)
    assert.throws(() => emptyOwnFolder(path), { name: 'StartError', message });
  assert.equal(readFileSync(file, 'utf8'), 'somebody needs this');
});

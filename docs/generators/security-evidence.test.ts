import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
/** What stands in code spans and looks like a path of this repository. */
const paths = [...text.matchAll(/`((?:\w[\w.-]*\/)+[\w.-]+|\w[\w.-]*\.md)`/g)].map(([, path = '']) => path);

test('every file that the table of requirements names as evidence is there', () => {
  assert.ok(paths.length > 80, `only ${paths.length} were found`);
  assert.deepEqual(
    paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, 'docs', path))),
    [],
  );
});

test('every row of the table has a state that the page explains', () => {
  const rows = [...text.matchAll(/^\| (?:\d+\.\d+[^|]*) \| ([^|]+) \|/gm)].map(([, state = '']) => state.trim());
  assert.ok(rows.length > 100, `only ${rows.length} rows were found`);
  assert.deepEqual(
    [...new Set(rows)].filter((state) => !['met', 'partly', 'no', 'n/a', "operator's"].includes(state)),
    [],
  );
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
/** Code spans that look like a path of this repository. */
const paths = [...text.matchAll(/`((?:\w[\w.-]*\/)+[\w.-]+|\w[\w.-]*\.md)`/g)].map(([, path = '']) => path);

test('every file named as evidence exists', () => {
  assert.ok(paths.length > 80, `only ${paths.length} were found`);
  assert.deepEqual(
    paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, 'docs', path))),
    [],
  );
});

test('every row has one of the documented states', () => {
  const rows = [...text.matchAll(/^\| (?:\d+\.\d+[^|]*) \| ([^|]+) \|/gm)].map(([, state = '']) => state.trim());
  assert.ok(rows.length > 100, `only ${rows.length} rows were found`);
  assert.deepEqual(
    [...new Set(rows)].filter((state) => !['met', 'partly', 'no', 'n/a', "operator's"].includes(state)),
    [],
  );
});

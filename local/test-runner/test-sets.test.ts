import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { findTestFiles } from './find-test-files.ts';
import { hasTests, type TestSet, testSets } from './test-sets.ts';

const root = resolve(import.meta.dirname, '../..');
const sets = Object.values<TestSet>(testSets);

test('has every test file of the repository in exactly one set', () => {
  const every = globSync('**/*.{test,chaos,availability,nightly}.ts', {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  });
  assert.ok(every.length > 300, `${every.length} test files`);
  assert.deepEqual(sets.flatMap((set) => findTestFiles({ root, ...set })).sort(), every.sort());
});

test('selects files by path prefix', () => {
  assert.ok(hasTests(root, 'local/test-runner/test-sets.test.ts'));
  assert.ok(hasTests(root, 'operator'));
  assert.ok(!hasTests(root, 'local/test-runner/no-such.test.ts'));
});

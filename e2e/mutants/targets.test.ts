import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { equivalent } from './equivalent.ts';
import { targets } from './targets.ts';

const root = resolve(import.meta.dirname, '../..');

test('every file to mutate and every pattern of tests exists', () => {
  for (const file of [...targets.flatMap(({ files }) => files), ...equivalent.map(({ file }) => file)])
    assert.ok(existsSync(resolve(root, file)), file);
  for (const pattern of targets.flatMap(({ tests }) => tests))
    assert.ok(globSync(pattern, { cwd: root }).length > 0, pattern);
});

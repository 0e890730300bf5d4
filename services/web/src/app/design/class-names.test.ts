import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const textsOf = (pattern: string) => globSync(pattern, { cwd: root }).map((path) => [path, read(path)] as const);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

test('every class that a component names has a style', () => {
  const styled = new Set(textsOf('**/*.css').flatMap(([, text]) => matches(text, /\.([a-z][\w-]*)/gi)));
  const components = textsOf('**/*.tsx');
  assert.ok(styled.size > 100 && components.length > 100, 'found the pages');
  const unstyled = components.flatMap(([path, text]) =>
    matches(text, /className="([^"{]*)"/g)
      .flatMap((names) => names.split(/\s+/))
      .filter((name) => name !== '' && !styled.has(name))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(unstyled, []);
});

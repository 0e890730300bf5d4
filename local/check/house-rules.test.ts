import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { checkHouseRules } from './house-rules.ts';
import { readSources } from './sources.ts';

const faults = (path: string, text: string) => checkHouseRules([{ path, text: `/** A file. */\n${text}` }]);

test('finds no problems in a conforming file', () => {
  const text = `import { Problem } from '@mambogo/service/http/problem.ts';
import { decide } from '../domain/reservation.ts';
// as any shop would
export const say = (any: string) => \`any \${any}\`;`;
  assert.deepEqual(faults('services/order/src/api/place-order.ts', text), []);
});

test('reports long files, vague names, other naming styles and missing comments', () => {
  assert.match(faults('packages/service/src/long.ts', 'x;\n'.repeat(300)).join(), /301 lines/);
  for (const path of ['services/order/src/utils.ts', 'packages/common/src/x.ts', 'packages/service/src/index.ts'])
    assert.match(faults(path, '').join(), /says nothing/);
  assert.match(faults('packages/service/src/hashChain.ts', '').join(), /kebab-case/);
  assert.match(checkHouseRules([{ path: 'local/x.ts', text: 'export {};' }]).join(), /comment/);
});

test('reports imports between services, and from packages into services', () => {
  const imports = [
    ['services/cart/src/x.ts', '@mambogo/order/api/place-order.ts'],
    ['services/cart/src/api/x.ts', '../../../order/src/main.ts'],
    ['packages/service/src/x.ts', '@mambogo/order/main.ts'],
    ['packages/service/src/x.ts', '../../../services/order/src/main.ts'],
  ] as const;
  for (const [path, imported] of imports)
    for (const statement of [
      `import { x } from '${imported}';`,
      `export { x } from '${imported}';`,
      `await import('${imported}');`,
    ])
      assert.match(faults(path, statement).join(), /imports a service/, `${path} <- ${imported}`);
  assert.deepEqual(faults('services/order/src/api/x.ts', `import { x } from '../main.ts';`), []);
});

test('reports import cycles, including type imports', () => {
  const source = (path: string, ...imports: string[]) => ({
    path,
    text: `/** A file. */\n${imports.map((imported) => `import type { X } from '${imported}';`).join('\n')}`,
  });
  const cycles = (...sources: ReturnType<typeof source>[]) => checkHouseRules(sources);
  const [a, b] = [
    source('packages/service/src/a.ts', './deep/b.ts'),
    source('packages/service/src/deep/b.ts', './c.ts'),
  ];
  assert.deepEqual(cycles(a, b, source('packages/service/src/deep/c.ts', 'node:fs')), []);
  assert.match(
    cycles(a, b, source('packages/service/src/deep/c.ts', '@mambogo/service/a.ts')).join(),
    /service\/src\/a\.ts, .*deep\/b\.ts, .*deep\/c\.ts: import each other/,
  );
});

test('reports the type any', () => {
  for (const text of [
    'let x: any;',
    'const f = (x: any) => x;',
    'f(x as any)',
    'let x: Map<string, any>;',
    'let x: any[];',
    'type X = string | any;',
  ])
    assert.match(faults('packages/service/src/x.ts', text).join(), /type any/, text);
});

test("finds the repository's own sources", () => {
  const paths = readSources(resolve(import.meta.dirname, '../..')).map(({ path }) => path);
  assert.ok(paths.includes('packages/service/src/http/route-handler.ts'));
  assert.ok(!paths.some((path) => path.includes('node_modules')));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenPaths } from './written-paths.ts';

const faults = (path: string, text: string) => writtenPaths({ path, text });

test('reports a path of the API that is written by hand, in any string', () => {
  for (const text of [
    `fetch('/api/v1/products')`,
    `fetch(\`/api/v1/orders/\${id}\`)`,
    `fetch(\`\${shop}/api/v1/admin/people?size=1\`)`,
    `page.route("**/api/v1/cart", stub)`,
  ])
    for (const path of ['services/web/src/app/api/cart.ts', 'e2e/buy.test.ts', 'services/gateway/src/main.ts'])
      assert.match(faults(path, `\n${text}`).join(), /^line 2: \/api\/v1\/\w+.* is written by hand/, text);
});

test('accepts comments, other paths, and files that send raw targets', () => {
  assert.deepEqual(faults('services/cart/src/x.ts', '/** GET /api/v1/cart */\n// see /api/v1/cart\n'), []);
  assert.deepEqual(faults('operator/src/kube/x.ts', "get('/api/v1/namespaces')"), []);
  for (const path of ['packages/contracts/src/api/cart.ts', 'e2e/security/addresses.test.ts'])
    assert.deepEqual(faults(path, "'/api/v1/cart'"), [], path);
});

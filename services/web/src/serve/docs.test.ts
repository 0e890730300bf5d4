import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { serveWeb } from '../../testing/serve-web.ts';

function makeSite(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeSite(folder);
  writeFileSync(`${folder}-outside.html`, 'outside');
  t.after(() => rmSync(`${folder}-outside.html`));
  return folder;
}

function writeSite(folder: string): void {
  for (const name of ['assets', 'api']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'api/index.html'), '<h1>API</h1>');
  writeFileSync(join(folder, 'api/openapi.yaml'), 'openapi: 3.1.0\n');
  writeFileSync(join(folder, 'assets/app.1a2b.js'), 'export {};\n');
  writeFileSync(join(folder, '404.html'), '<h1>Not here</h1>');
  writeFileSync(join(folder, 'index.html'), '<h1>Documentation</h1>');
}

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';

test('serves the documentation with types, caching and a policy without inline code', async (t) => {
  const get = await serveWeb(t, { docsFolder: makeSite(t) });
  const front = await get('/docs/');
  assert.equal(front.status, 200);
  assert.match(front.headers.get('content-type') ?? '', /^text\/html/);
  assert.equal(front.headers.get('cache-control'), 'no-cache');
  assert.ok(front.headers.get('etag'));
  assert.match(policyOf(front), /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/);
  assert.doesNotMatch(policyOf(front), /unsafe|blob/);
  assert.equal(front.headers.get('x-frame-options'), 'DENY');

  const script = await get('/docs/assets/app.1a2b.js');
  assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
  assert.equal(script.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  const yaml = await get('/docs/api/openapi.yaml');
  assert.match(yaml.headers.get('content-type') ?? '', /yaml/);
  assert.match(policyOf(yaml), /sandbox/);
});

test('the API reference may add its style elements and a worker, nothing unsafe', async (t) => {
  const get = await serveWeb(t, { docsFolder: makeSite(t) });
  const policy = policyOf(await get('/docs/api/'));
  assert.match(policy, /style-src 'self' 'sha256-[^;]+; .*worker-src blob:/);
  assert.doesNotMatch(policy, /unsafe/);
});

test('needs no slash at the end, which a sidecar drops, and returns the own page with 404 for what is not there', async (t) => {
  const folder = makeSite(t);
  const get = await serveWeb(t, { docsFolder: folder });
  for (const [path, title] of [
    ['/docs', 'Documentation'],
    ['/docs?q=1', 'Documentation'],
    ['/docs/api', 'API'],
  ] as const) {
    const page = await get(path, { redirect: 'manual' });
    assert.equal(page.status, 200, path);
    assert.match(await page.text(), new RegExp(title));
  }
  const missing = await get('/docs/nowhere.html');
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /Not here/);
  assert.match(policyOf(missing), /script-src 'self'/);
  assert.equal((await get('/docs/', { method: 'POST' })).status, 405);

  const { port } = new URL(missing.url);
  const outside = `/docs/..%2f${folder.split('/').at(-1)}-outside.html`;
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: outside }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
  assert.ok(status === 404 || status === 403, `${status}`);
});

test('until the site is built, a page says so and loads again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const get = await serveWeb(t, { docsFolder: folder });
  const early = await get('/docs/');
  assert.equal(early.status, 404);
  assert.equal(early.headers.get('refresh'), '5');
  assert.equal(early.headers.get('cache-control'), 'no-store');
  writeSite(folder);
  assert.equal((await get('/docs/')).status, 200);
});

test('a shop without documentation has no such path', async (t) => {
  const get = await serveWeb(t);
  assert.equal((await get('/docs/')).status, 404);
});

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { z } from 'zod';
import { buildPages } from './build-pages.ts';
import { cacheFolder } from './cache-folder.ts';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

let folder = '';
before(async () => {
  const logs = mkdtempSync(join(tmpdir(), 'build-pages-'));
  folder = await buildPages(cacheFolder(), join(logs, 'log'));
  rmSync(logs, { recursive: true });
});

/** Everything a browser has to have before a page of these parts is there. */
function firstLoad(...parts: string[]): string[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  const required = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name] ?? assert.fail(`${name} is not in the manifest`);
    if (required.has(chunk.file)) return;
    required.add(chunk.file);
    chunk.imports.forEach(add);
  };
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? assert.fail('no entry');
  for (const part of [entry, ...parts]) add(part);
  return [...required].filter((file) => file.endsWith('.js'));
}

const compressed = (file: string): number => {
  const path = join(folder, file);
  return Math.min(
    ...['', '.br'].map(
      (suffix) => statSync(path + suffix, { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY,
    ),
  );
};

test('the first load of the home page is at most 120 KB of compressed script, in either language', (t) => {
  for (const language of ['en', 'de']) {
    const files = firstLoad('pages/shop/home-page.tsx', `language/${language}.ts`);
    const total = files.reduce((sum, file) => sum + compressed(file), 0);
    t.diagnostic(`${language}: ${(total / 1_024).toFixed(1)} KB in ${files.length} files`);
    assert.ok(total <= 120 * 1_024, `${(total / 1_024).toFixed(1)} KB: ${files.join(', ')}`);
  }
});

test('loads address formats with check-out and order pages only, and phone rules with check-out only', () => {
  const formats = 'New Territories';
  const phones = 'country_calling_codes';
  const has = (text: string, ...parts: string[]) =>
    firstLoad(...parts).some((file) => readFileSync(join(folder, file), 'utf8').includes(text));
  for (const text of [formats, phones]) {
    assert.ok(!has(text, 'pages/shop/home-page.tsx', 'language/en.ts'), text);
    assert.ok(has(text, 'pages/account/checkout-page.tsx'), text);
  }
  for (const page of ['pages/account/order-page.tsx', 'pages/merchant/orders/order-page.tsx']) {
    assert.ok(has(formats, page), page);
    assert.ok(!has(phones, page), page);
  }
});

test('loads the charting library with the charts of the operations page only', () => {
  /** A class name of uPlot. */
  const library = 'u-hz';
  const has = (...parts: string[]) =>
    firstLoad(...parts).some((file) => readFileSync(join(folder, file), 'utf8').includes(library));
  assert.ok(has('pages/ops/charts/charts.tsx'));
  for (const page of ['pages/shop/home-page.tsx', 'pages/merchant/merchant-pages.tsx', 'pages/ops/overview-page.tsx'])
    assert.ok(!has(page), page);
});

test('builds pages for a strict policy: no script without nonce, no inline style, no eval, no schema library', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  for (const [tag] of page.matchAll(/<script[^>]*>/g)) assert.match(tag, /nonce="%NONCE%"/);
  assert.doesNotMatch(page, /<style| style=| on[a-z]+="/);
  for (const name of readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'))) {
    const script = readFileSync(join(folder, 'assets', name), 'utf8');
    assert.doesNotMatch(script, /\beval\(|new Function\(/, name);
    assert.doesNotMatch(script, /ZodError/, name);
  }
});

test('reuses an existing build', async () => {
  assert.equal(await buildPages(cacheFolder(), '/dev/null'), folder);
});

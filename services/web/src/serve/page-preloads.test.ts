import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPreloads } from './page-preloads.ts';

const preloads = createPreloads({
  'index.html': { file: 'assets/main.js', isEntry: true, imports: ['_react.js'] },
  '_react.js': { file: 'assets/react.js' },
  '_grid.js': { file: 'assets/grid.js', imports: ['_react.js'] },
  'pages/shop/home-page.tsx': { file: 'assets/home.js', imports: ['_grid.js', '_react.js'], css: ['assets/home.css'] },
  'language/en.ts': { file: 'assets/en.js' },
  'language/de.ts': { file: 'assets/de.js' },
});
const named = (html: string) => [...html.matchAll(/href="\/assets\/([^"]+)"/g)].map(([, file]) => file).sort();

test('a page names its own parts and its language, and nothing all pages have', () => {
  assert.deepEqual(named(preloads('home', 'en-US,en;q=0.9')), ['en.js', 'grid.js', 'home.css', 'home.js']);
  assert.deepEqual(named(preloads('home', 'fr, de-AT;q=0.8')), ['de.js', 'grid.js', 'home.css', 'home.js']);
});

test('an address without a page, or a page that is not built, has its language still', () => {
  assert.deepEqual(named(preloads(undefined, undefined)), ['en.js']);
  assert.deepEqual(named(preloads('cart', 'de')), ['de.js']);
});

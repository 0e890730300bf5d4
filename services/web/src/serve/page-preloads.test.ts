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

test('preloads the chunks and the language of a page, but nothing that all pages share', () => {
  assert.deepEqual(named(preloads('home', 'en')), ['en.js', 'grid.js', 'home.css', 'home.js']);
  assert.deepEqual(named(preloads('home', 'de')), ['de.js', 'grid.js', 'home.css', 'home.js']);
});

test('preloads the language for an unknown path or a page that is not built', () => {
  assert.deepEqual(named(preloads(undefined, 'en')), ['en.js']);
  assert.deepEqual(named(preloads('cart', 'de')), ['de.js']);
});

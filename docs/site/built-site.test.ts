import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { buildDocs } from '@mambogo/local/toolchain/build-docs.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { withoutInlineCode } from './move-inline-scripts.ts';
import { pageFiles } from './page-files.ts';
import { sitePath } from './site-paths.ts';

let site = '';
before(async () => {
  site = await buildDocs(cacheFolder());
});

const read = (file: string): string => readFileSync(join(site, file), 'utf8');

test('every Markdown file of the repository has a page, which the contents list', () => {
  const contents = read('index.html');
  for (const file of pageFiles()) {
    const page = sitePath(file).replace(/\.md$/, '.html');
    assert.match(read(page), /<h1/, page);
    assert.ok(contents.includes(`href="/docs/${page.replace(/index\.html$/, '')}"`), `the sidebar lacks ${page}`);
  }
});

test('no page has inline scripts, style attributes or elements, event handlers or resources from elsewhere', () => {
  for (const page of globSync('**/*.html', { cwd: site })) {
    const html = read(page);
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|<[^>]+ style=|<[^>]+ on[a-z]+=/, page);
    assert.doesNotMatch(
      html,
      /<(?:script|img|iframe)[^>]+src="(?:https?:)?\/\/|<link[^>]+href="(?:https?:)?\/\//,
      page,
    );
  }
});

test('the architecture is drawn, without a style or font of its own', () => {
  const page = read('overview.html');
  const [drawing = ''] = /<figure class="diagram"[\s\S]*?<\/figure>/.exec(page) ?? [];
  for (const name of ['gateway :8080', 'psp-simulator :8086', 'order.events', 'PostgreSQL'])
    assert.ok(drawing.includes(`>${name}<`), name);
  assert.doesNotMatch(page, /fonts\.googleapis/);
});

test('code and tables have no style attributes, and text in double braces stays', () => {
  assert.match(read('code.css'), /--shiki-dark/);
  assert.ok(read('running-on-kubernetes.html').includes('{{.data.root | base64decode}}'));
});

test('an inline script becomes a file, and an unknown style attribute fails the build', () => {
  const { html, scripts } = withoutInlineCode('<script id="a">run()</script><script src="/b.js"></script>');
  const [[name, script] = []] = [...scripts];
  assert.equal(script, 'run()');
  assert.equal(html, `<script id="a" src="/docs/${name}"></script><script src="/b.js"></script>`);
  assert.throws(() => withoutInlineCode('<p style="color:red">'), /style="color:red"/);
});

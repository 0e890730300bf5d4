import assert from 'node:assert/strict';
import { test } from 'node:test';
import { siteLink, sitePath } from './site-paths.ts';

const pages = new Set([
  'README.md',
  'docs/README.md',
  'docs/cluster.md',
  'docs/decisions/README.md',
  'local/README.md',
]);

test('docs is the root of the site, and a README elsewhere the page of its part', () => {
  for (const [file, path] of [
    ['README.md', 'overview.md'],
    ['docs/README.md', 'index.md'],
    ['docs/decisions/README.md', 'decisions/index.md'],
    ['docs/how-to/add-a-route.md', 'how-to/add-a-route.md'],
    ['services/order/README.md', 'parts/order.md'],
    ['local/README.md', 'parts/local.md'],
  ] as const)
    assert.equal(sitePath(file), path);
});

test('a link between files leads to the page made from the target', () => {
  for (const [from, href, path] of [
    ['docs/README.md', 'cluster.md#a-node', '/cluster.md#a-node'],
    ['docs/cluster.md', '../README.md', '/overview.md'],
    ['docs/cluster.md', 'decisions', '/decisions/index.md'],
    ['README.md', 'docs/decisions/', '/decisions/index.md'],
    ['docs/cluster.md', '../local/README.md', '/parts/local.md'],
    ['docs/cluster.md', 'api/asyncapi.yaml', '/reference/events.md'],
  ] as const)
    assert.deepEqual(siteLink(from, href, pages), { kind: 'page', path }, href);
});

test('an API document leads to its page, and from there to the document', () => {
  const openApi = siteLink('README.md', 'docs/api/openapi.yaml', pages);
  assert.deepEqual(openApi, { kind: 'document', path: '/docs/api/' });
  const asyncApi = siteLink('docs/reference/events.md', '../api/asyncapi.yaml', pages);
  assert.deepEqual(asyncApi, { kind: 'document', path: '/docs/api/asyncapi.yaml' });
});

test('a file without a page is named, and links elsewhere stay', () => {
  const source = siteLink('docs/cluster.md', '../storefronts/demo.yaml', pages);
  assert.deepEqual(source, { kind: 'source', file: 'storefronts/demo.yaml' });
  for (const href of ['https://example.com/x.md', '#a-node', 'mailto:x@example.com'])
    assert.deepEqual(siteLink('docs/cluster.md', href, pages), { kind: 'unchanged' });
});

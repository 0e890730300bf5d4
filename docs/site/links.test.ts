import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { buildDocs } from '@mambogo/local/toolchain/build-docs.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { type CheckOptions, check, LinkState } from 'linkinator';
import { pageFiles, root } from './page-files.ts';

/** Links to other sites, and examples of a shop's addresses; the pages are served on a free port of this machine. */
const isElsewhere = async (link: string): Promise<boolean> =>
  !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):/.test(link) || /^http:\/\/localhost:(8080|18081)\b/.test(link);

async function brokenLinks(options: CheckOptions): Promise<{ checked: number; broken: string[] }> {
  const { links } = await check({ ...options, checkFragments: true, linksToSkip: isElsewhere, concurrency: 20 });
  return {
    checked: links.filter(({ state }) => state === LinkState.OK).length,
    broken: links
      .filter(({ state }) => state === LinkState.BROKEN)
      .map(({ url, parent, status }) => `${parent ?? ''} -> ${url} (${status})`),
  };
}

test('every link and anchor of the built site leads somewhere', async (t) => {
  const site = await buildDocs(cacheFolder());
  const { checked, broken } = await brokenLinks({ path: 'docs/index.html', serverRoot: dirname(site), recurse: true });
  t.diagnostic(`${checked} links`);
  assert.deepEqual(broken, []);
  assert.ok(checked >= pageFiles().length);
});

test('every link and anchor between Markdown files works as read on a Git host', async (t) => {
  const { checked, broken } = await brokenLinks({
    path: pageFiles(),
    serverRoot: root,
    markdown: true,
    directoryListing: true,
  });
  t.diagnostic(`${checked} links`);
  assert.deepEqual(broken, []);
  assert.ok(checked >= pageFiles().length);
});

test('finds links and anchors that lead nowhere', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'links-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'a.md'), '# A title\n\n[b](b.md#there) [b](b.md#a-heading) [c](c.md) [a](#a-title)\n');
  writeFileSync(join(folder, 'b.md'), '# B\n\n## A heading\n\n[a](a.md#nowhere)\n');
  const { broken } = await brokenLinks({ path: ['a.md', 'b.md'], serverRoot: folder, markdown: true });
  assert.deepEqual(broken.map((line) => /[abc]\.md[^ ]*(?= \(\d+\)$)/.exec(line)?.[0]).sort(), [
    'a.md#nowhere',
    'b.md#there',
    'c.md',
  ]);
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findImage, pruneLayout } from './oci-layout.ts';

const layout = mkdtempSync(join(tmpdir(), 'layout-'));
after(() => rmSync(layout, { recursive: true }));

test('keeps only the requested images, as pushed last, with their blobs', () => {
  mkdirSync(join(layout, 'blobs/sha256'), { recursive: true });
  const pushed = [
    image('shop', 'a', ['base', 'old']),
    image('gone', 'b', ['base']),
    image('shop', 'c', ['base', 'new']),
  ];
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: pushed }));

  pruneLayout(layout, ['shop', 'never-pushed']);

  assert.deepEqual(readdirSync(join(layout, 'blobs/sha256')).sort(), ['base', 'c', 'c-config', 'new']);
  assert.deepEqual(findImage(layout, 'shop').parts, ['sha256:c', 'sha256:c-config', 'sha256:base', 'sha256:new']);
  assert.throws(() => findImage(layout, 'gone'), /has no image gone/);
  assert.equal(JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')).schemaVersion, 2);
});

function image(name: string, id: string, layers: string[]): object {
  for (const part of [`${id}-config`, ...layers]) writeFileSync(join(layout, 'blobs/sha256', part), part);
  const digest = (part: string) => ({ digest: `sha256:${part}` });
  const manifest = { config: digest(`${id}-config`), layers: layers.map(digest) };
  writeFileSync(join(layout, 'blobs/sha256', id), JSON.stringify(manifest));
  return { ...digest(id), annotations: { 'org.opencontainers.image.ref.name': name } };
}

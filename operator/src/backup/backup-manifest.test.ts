import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readManifest, writeManifest } from './backup-manifest.ts';

const about = { shop: 'shop', version: '1.0.0', takenAt: '2026-11-28T12:00:00.000Z', pausedMs: 40, outboxes: [] };

async function backup(t: { after(clean: () => void): void }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'databases'));
  writeFileSync(join(folder, 'root-secret'), 'secret', { mode: 0o644 });
  writeFileSync(join(folder, 'databases/order.dump'), 'orders');
  await writeManifest(folder, about);
  return folder;
}

test('writes a manifest of every file, readable by the owner only', async (t) => {
  const folder = await backup(t);
  const { files, ...rest } = await readManifest(folder);
  assert.deepEqual(rest, { format: 1, ...about });
  assert.deepEqual(
    files.map(({ path, bytes }) => [path, bytes]),
    [
      ['databases/order.dump', 6],
      ['root-secret', 6],
    ],
  );
  for (const path of ['root-secret', 'databases/order.dump', 'manifest.json'])
    assert.equal(statSync(join(folder, path)).mode & 0o777, 0o600, path);
  assert.equal(statSync(join(folder, 'databases')).mode & 0o777, 0o700);
});

test('rejects missing and changed files, and folders without a valid manifest', async (t) => {
  const folder = await backup(t);
  writeFileSync(join(folder, 'databases/order.dump'), 'ordres');
  await assert.rejects(readManifest(folder), /damaged: databases\/order\.dump/);
  rmSync(join(folder, 'databases/order.dump'));
  await assert.rejects(readManifest(folder), /incomplete: databases\/order\.dump is missing/);
  rmSync(join(folder, 'manifest.json'));
  await assert.rejects(readManifest(folder), /is not a complete backup/);
  writeFileSync(join(folder, 'manifest.json'), '{"format": 2}');
  await assert.rejects(readManifest(folder), /does not have the manifest format this release reads/);
});

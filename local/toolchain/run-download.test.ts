import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runDownload } from './run-download.ts';

const folder = mkdtempSync(join(tmpdir(), 'download-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a download that fails once is run again, and its log says so', async () => {
  const log = join(folder, 'log');
  const script = `[ -e there ] && exec echo done; touch there; echo 'connection reset' >&2; exit 1`;
  assert.equal(await runDownload({ command: 'sh', args: ['-c', script], folder, log }), 'done\n');
  assert.match(readFileSync(log, 'utf8'), /connection reset[\s\S]*attempt 1 of 3 failed: trying again/);
});

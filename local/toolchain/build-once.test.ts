import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildOnce } from './build-once.ts';

const cache = mkdtempSync(join(tmpdir(), 'cache-'));
after(() => rmSync(cache, { recursive: true }));

test('builds once for two concurrent callers', async () => {
  let builds = 0;
  const folder = join(cache, 'tool');
  const build = async (into: string) => {
    builds += 1;
    writeFileSync(join(into, 'program'), 'x');
  };
  await Promise.all([buildOnce(folder, build), buildOnce(folder, build)]);
  await buildOnce(folder, build);
  assert.equal(builds, 1);
  assert.ok(existsSync(join(folder, 'program')));
});

test('leaves nothing after a failed build, and the next one starts over', async () => {
  const folder = join(cache, 'broken');
  await assert.rejects(
    buildOnce(folder, async (into) => {
      writeFileSync(join(into, 'half'), 'x');
      throw new Error('the compiler said no');
    }),
    /the compiler said no/,
  );
  assert.ok(!existsSync(folder));
  await buildOnce(folder, async (into) => writeFileSync(join(into, 'whole'), 'x'));
  assert.deepEqual([existsSync(join(folder, 'half')), existsSync(join(folder, 'whole'))], [false, true]);
});

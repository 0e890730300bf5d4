import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { patchModules } from './patch-modules.ts';

const folder = mkdtempSync(join(tmpdir(), 'patch-modules-'));
after(() => rmSync(folder, { recursive: true }));
const [toolFolder, original, log] = [join(folder, 'tool'), join(folder, 'module'), join(folder, 'log')];
const module = 'example.com/greeting';
const patches = join(toolFolder, 'patches', module);
for (const made of [patches, original]) mkdirSync(made, { recursive: true });
writeFileSync(join(toolFolder, 'go.mod'), 'module tool\n');
writeFileSync(join(toolFolder, 'go.sum'), '');
writeFileSync(join(original, 'go.mod'), `module ${module}\n`);
writeFileSync(join(original, 'greeting.go'), 'package greeting\n\nconst Text = "hello"\n', { mode: 0o400 });
const patch = (from: string, to: string) =>
  `--- a/greeting.go\n+++ b/greeting.go\n@@ -1,3 +1,3 @@\n package greeting\n \n-const Text = "${from}"\n+const Text = "${to}"\n`;
const build = (into: string) =>
  patchModules({ toolFolder, into: join(folder, into), log, moduleFolder: async () => original });

test('a patched copy replaces the module in the build', async () => {
  writeFileSync(join(patches, '1.patch'), patch('hello', 'good day'));
  writeFileSync(join(patches, '2.patch'), patch('good day', 'good evening'));
  assert.deepEqual(await build('one'), [`-modfile=${join(folder, 'one/go.mod')}`]);
  assert.match(readFileSync(join(folder, 'one', module, 'greeting.go'), 'utf8'), /good evening/);
  assert.match(readFileSync(join(original, 'greeting.go'), 'utf8'), /hello/);
  const modules = readFileSync(join(folder, 'one/go.mod'), 'utf8');
  assert.equal(modules, `module tool\n\nreplace ${module} => ${join(folder, 'one', module)}\n`);
});

test('a patch that does not apply fails the build', async () => {
  writeFileSync(join(patches, '3.patch'), patch('hello', 'good night'));
  await assert.rejects(build('two'), /patch does not apply|patch failed/);
});

/** A service that was just generated, in a copy of this checkout: it type-checks, keeps the rules, is in all lists, and works. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runCommand } from '../supervisor/run-command.ts';
import { ServiceNotWritten, writeService } from './write-service.ts';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'mambogo-new-service-'));
let written: readonly string[] = [];

/** The error of a failed tool has its whole output: the last line says little. */
const run = async (tool: string, ...args: string[]) => {
  const log = join(copy, 'tool.log');
  rmSync(log, { force: true });
  return runCommand({
    log,
    command: join(root, 'node_modules/.bin', tool),
    args,
    folder: copy,
    environment: { TEST_POSTGRES_URL: process.env.TEST_POSTGRES_URL ?? '' },
  }).catch((cause) => assert.fail(`${tool}: ${cause}\n${readFileSync(log, 'utf8').slice(-8_000)}`));
};

describe('a generated service', { timeout: 300_000 }, () => {
  before(() => {
    copyCheckout();
    written = writeService(copy, 'reviews');
    linkPackages();
  });
  after(() => rmSync(copy, { recursive: true }));

  it('is formatted by biome without an error', async () => {
    await run('biome', 'check', '--write', '--error-on-warnings', '--vcs-enabled=false', ...written);
  });

  it('type-checks, with everything that lists services', async () => {
    const include = [
      ...['services/reviews', 'packages/blueprint', 'packages/contracts', 'operator/src/api', 'docs/generators'],
      'e2e/invariants/stores.ts',
    ];
    writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.json', include }));
    await run('tsc', '--noEmit', '-p', 'tsconfig.new.json');
  });

  it('keeps the rules, is in every list, and passes its own tests', async () => {
    const tests = [
      ...['packages/blueprint/src/services.test.ts', 'packages/blueprint/src/render-components.test.ts'],
      ...['packages/contracts/src/api/routes.test.ts', 'packages/contracts/src/events/events.test.ts'],
      ...['operator/src/api/services-spec.test.ts', 'operator/src/model/build-model.test.ts'],
      ...['docs/generators/openapi.test.ts', 'docs/generators/asyncapi.test.ts', 'e2e/invariants/stores.test.ts'],
      ...['local/check/service-shape.test.ts', 'services/reviews/src/api/entries.test.ts'],
    ];
    await run('node', '--disable-warning=ExperimentalWarning', '--test', ...tests);
  });

  it('is in generated documents', async () => {
    const print = `import { generatedFiles } from './docs/generated-files.ts';
      for (const [path, text] of generatedFiles('.')) if (text.includes('reviews')) console.log(path);`;
    const files = await run(
      'node',
      '--disable-warning=ExperimentalWarning',
      '--input-type=module-typescript',
      '-e',
      print,
    );
    for (const file of ['README.md', 'docs/api/openapi.yaml', 'docs/api/asyncapi.yaml', 'docs/reference/services.md'])
      assert.match(files, new RegExp(`^${file}$`, 'm'));
    assert.match(files, /crds\/storefronts/);
  });

  it('is rejected with a name that is taken, or that is not one word', () => {
    for (const name of ['reviews', 'order', 'products', 'messaging', 'local', 'gift-cards', 'Reviews', '..'])
      assert.throws(() => writeService(copy, name), ServiceNotWritten, name);
  });
});

function copyCheckout(): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
  for (const path of listed.toString().split('\0')) {
    if (path === '') continue;
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  execFileSync('git', ['init', '--quiet'], { cwd: copy });
}

/** The installed packages, but for this repository's own, which are those of the copy. */
function linkPackages(): void {
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@mambogo'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((one) => one !== '@mambogo'))
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  const listed = execFileSync('git', ['ls-files', '--others', '*package.json'], { cwd: copy, encoding: 'utf8' });
  for (const path of listed.split('\n').filter((one) => one !== '' && !one.includes('/template/'))) {
    const own = join(dirname(path), 'node_modules');
    if (own !== 'node_modules' && existsSync(join(root, own))) symlinkSync(join(root, own), join(copy, own));
    const { name } = JSON.parse(readFileSync(join(copy, path), 'utf8'));
    if (typeof name === 'string' && name.startsWith('@mambogo/'))
      symlinkSync(join(copy, dirname(path)), join(modules, name));
  }
}

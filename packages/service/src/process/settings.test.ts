import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { databaseSettings, readCredential, readSettings, SettingsError, serviceSettings } from './settings.ts';

const Settings = z.object({ ...serviceSettings, ...databaseSettings });
const good = {
  APP_ID: 'shop-order',
  PORT: '8083',
  DAPR_HTTP_PORT: '3504',
  PEERS: '{"cart":"shop-cart"}',
  CREDENTIALS_DIR: '/run/credentials',
  PUBLIC_URL: 'http://localhost:8080',
  DATABASE_URL: 'postgres://order@127.0.0.1:8432/order',
};

test('parses valid settings and applies defaults', () => {
  const settings = readSettings(Settings, good);
  assert.equal(settings.PORT, 8083);
  assert.deepEqual(settings.PEERS, { cart: 'shop-cart' });
  assert.deepEqual(settings.COMPONENTS, {});
  assert.equal(settings.HOST, '127.0.0.1');
  assert.equal(settings.DATABASE_POOL, 10);
});

test('names all invalid settings in one line', () => {
  assert.throws(
    () => readSettings(Settings, { ...good, PORT: 'eighty', PEERS: '{', DATABASE_URL: 'mongodb://x/y' }),
    (error) => {
      assert.ok(error instanceof SettingsError);
      assert.match(error.message, /^bad settings: .*PORT.*PEERS: must be JSON.*DATABASE_URL/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    },
  );
});

test('names a missing credential, and returns a present one unchanged', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'app-api-token'), 'secret');
  assert.equal(readCredential(folder, 'app-api-token'), 'secret');
  assert.throws(() => readCredential(folder, 'psp-api-key'), /no readable file psp-api-key/);
});

test('exits with 78 and one line if settings are invalid', () => {
  const program = `
    import { run } from '${new URL('./run.ts', import.meta.url)}';
    import { Port, readSettings } from '${new URL('./settings.ts', import.meta.url)}';
    import { z } from 'zod';
    await run(() => readSettings(z.object({ PORT: Port }), { PORT: '0' }));`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  assert.equal(status, 78);
  assert.match(stderr, /^bad settings: PORT: [^\n]+\n$/);
});

/** Errors of `npm start`: one clear line with what to do, a non-zero exit code, nothing left running. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { tryLock } from '../supervisor/runner-lock.ts';
import { startRunner } from './runner-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'mambogo-runner-'));
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));
const offset = '13000';
const env = { MAMBOGO_DATA: join(folder, 'data') };
/** A mount of its own: what it hides, it hides from this one process. Needs root. */
const hiding = (...mounts: readonly string[]) => [
  'unshare',
  '--mount',
  'sh',
  '-c',
  `${mounts.join(' && ')} && exec "$@"`,
  'sh',
];

async function startAndFail(options: Parameters<typeof startRunner>[0]): Promise<string> {
  const runner = startRunner({ env, ...options, args: ['--port-offset', offset, ...(options.args ?? [])] });
  assert.notEqual(await runner.ended, 0, runner.output());
  return runner.output();
}

describe('npm start says in a line what is wrong', { timeout: 300_000 }, () => {
  it('a port is in use', async () => {
    const port = 8080 + Number(offset);
    const squatter = createServer().listen(port, '127.0.0.1');
    try {
      assert.match(
        await startAndFail({}),
        new RegExp(`^port ${port}.* needed for gateway, is in use by .*: end that program`, 'm'),
      );
    } finally {
      squatter.close();
    }
  });

  it('the Storefront file is wrong', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(
      file,
      'apiVersion: mambogo.com/v1alpha1\nkind: Storefront\nmetadata: {name: shop}\nspec: {profil: local}\n',
    );
    assert.match(await startAndFail({ args: ['--storefront', file] }), /profil/);
    assert.match(await startAndFail({ args: ['--storefront', join(folder, 'none.yaml')] }), /none\.yaml/);
  });

  it('many ports are in use: one line, and a command that works', async () => {
    const squatters = [8080, 8081, 8083, 8432].map((port) => createServer().listen(port + Number(offset), '127.0.0.1'));
    try {
      const output = await startAndFail({});
      assert.match(
        output,
        /^port \d+, needed for [^,]+, is in use by .*, and so are 3 more of \d+: end that program, or move/m,
      );
      assert.match(output, new RegExp(`npm start -- --data ${env.MAMBOGO_DATA}/shop --port-offset \\d+$`, 'm'));
    } finally {
      for (const squatter of squatters) squatter.close();
    }
  });

  it('no folder can be made where the data should be, or what is built', async () => {
    assert.match(
      await startAndFail({ env: { MAMBOGO_DATA: '/proc/x' } }),
      /^cannot keep a shop's data in \/proc\/x\/shop: \/proc\/x does not exist/m,
    );
    assert.match(
      await startAndFail({ env: { ...env, MAMBOGO_CACHE: '/proc/x' } }),
      /^\/proc\/x cannot be written: name another folder in MAMBOGO_CACHE/m,
    );
  });

  it('SIGTERM ends it while it waits for an earlier run to stop', async () => {
    const lock = await tryLock(join(env.MAMBOGO_DATA, 'shop'));
    if ('heldBy' in lock) throw new Error('the lock is held');
    try {
      lock.markStopping();
      const runner = startRunner({ env, args: ['--port-offset', offset] });
      await runner.waitForOutput('An earlier run of this shop is still stopping');
      runner.child.kill('SIGTERM');
      assert.equal(await runner.ended, 0, runner.output());
    } finally {
      await lock.release();
    }
  });

  it('an option does not exist', async () => {
    assert.match(await startAndFail({ args: ['--frehs'] }), /--frehs/);
  });

  it('the disk is full', async () => {
    const data = join(folder, 'small');
    const within = hiding(`mkdir -p ${data}`, `mount -t tmpfs -o size=40m none ${data}`);
    assert.match(
      await startAndFail({ wrapper: within, env: { MAMBOGO_DATA: data } }),
      /GB are free for .*: free some space/,
    );
  });

  it('Go is missing, and nothing was built before', async () => {
    const within = hiding('mount -t tmpfs none /usr/local/go');
    const cache = join(folder, 'cache');
    assert.match(
      await startAndFail({ wrapper: within, env: { ...env, MAMBOGO_CACHE: cache } }),
      /Go is missing: install Go/,
    );
  });

  it('packages are missing and it is not root', async () => {
    const within = [
      ...hiding('mount -t tmpfs none /usr/lib/postgresql'),
      ...['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    ];
    const home = mkdtempSync(join(tmpdir(), 'mambogo-nobody-'));
    try {
      const own = {
        HOME: home,
        MAMBOGO_DATA: '/dev/shm/mambogo-nobody',
        MAMBOGO_CACHE: '/dev/shm/mambogo-nobody-cache',
      };
      assert.match(await startAndFail({ wrapper: within, env: own }), /sudo apt-get install .*postgresql-15/);
    } finally {
      for (const used of [home, '/dev/shm/mambogo-nobody', '/dev/shm/mambogo-nobody-cache'])
        rmSync(used, { recursive: true, force: true });
    }
  });
});

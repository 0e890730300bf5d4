import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findStoreServers } from '../toolchain/store-servers.ts';
import { mariadbProcess, prepareMariadb } from './mariadb.ts';
import { serverUser } from './system-user.ts';

const { servers } = findStoreServers();

/** A server that starts removes what is in its folder of temporary files, which shows where that folder is. */
test('a server has a folder of temporary files of its own', {
  skip: !servers && 'MariaDB is not installed',
}, async (t) => {
  assert.ok(servers);
  const parent = mkdtempSync(join(tmpdir(), 'mariadb-'));
  chmodSync(parent, 0o755);
  t.after(() => rmSync(parent, { recursive: true, force: true }));
  const user = serverUser('mysql');
  const folder = join(parent, 'mariadb');
  const prepare = (password: string) => {
    const options = { folder, port: 0, user, log: join(parent, 'log'), secret: () => password, databases: [] };
    return prepareMariadb(options, servers).then(() => mariadbProcess(options, servers));
  };
  const { environment } = await prepare('one');
  assert.equal(environment?.TMPDIR, join(folder, 'tmp'));
  const left = join(folder, 'tmp', `#sql-temptable-${process.pid}-1-1.MAI`);
  writeFileSync(left, '');
  if (user) chownSync(left, user.uid, user.gid);
  await prepare('two');
  assert.ok(!existsSync(left));
});

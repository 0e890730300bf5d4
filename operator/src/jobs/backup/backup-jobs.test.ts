/**
 * The Jobs' own program against real stores: backed up to S3 and to a volume, changed, and restored.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import pg from 'pg';
import {
  charges,
  createCharge,
  folder,
  inputOf,
  ledgerFile,
  objects,
  perform,
  ports,
  prepareData,
  query,
  settings,
  sources,
  startSimulator,
  stopSimulator,
  things,
  withCarts,
} from '../../../testing/backed-up-stores.ts';
import { setupInput, tls } from '../../../testing/store-scripts.ts';

before(prepareData);

const settingsHistory = () => execFileSync('git', ['--git-dir', settings, 'for-each-ref'], { encoding: 'utf8' });

test('stores every part at one cut, and does nothing when it is run again', async () => {
  await withCarts(async (redis, prefix) => {
    await redis.hset(`${prefix}one`, { data: '{"items":1}', version: '3' });
    await redis.set(`${prefix}two`, Buffer.from([0, 255, 10]), 'EX', 3_600);
    await redis.zadd(`${prefix}three`, 1.5, 'a', 2, 'b');
    await redis.rpush(`${prefix}four`, 'x', 'x');
  });
  const { code, said } = await perform('back-up');
  assert.equal(code, 0, said);
  const result = JSON.parse(said) as { cutAt: string; pausedMs: number; bytes: number };
  assert.ok(Date.parse(result.cutAt) <= Date.now() && result.bytes > 1_000 && result.pausedMs >= 0, said);
  assert.deepEqual(
    (await objects.keys()).map((key) => key.replace('shops/demo/shop/first/', '')),
    [
      ...sources().map(({ service, store }) => `databases/${service}.${store === 'mysql' ? 'sql' : 'dump'}`),
      ...['manifest.json', 'provider-ledger.sqlite', 'settings.bundle'],
      ...inputOf('back-up').redis.map(({ service }) => `redis/${service}.jsonl`),
    ].sort(),
  );
  assert.deepEqual(await perform('back-up'), { code, said });
  const other = await perform('back-up', { id: 'another backup' });
  assert.equal(other.code, 1);
  assert.match(other.said, /holds another backup/);
});

test('prepares a restore beside the shop, and replaces all data or none', async () => {
  const before = await things();
  for (const source of sources())
    await query(source, ["insert into thing values (2, 'after the cut')", 'create table later (id int primary key)']);
  await createCharge('second');
  const history = settingsHistory();
  execFileSync('git', ['--git-dir', settings, 'update-ref', 'refs/heads/other', 'main']);
  await withCarts(async (redis, prefix) => {
    await redis.del(`${prefix}one`);
    await redis.set(`${prefix}five`, 'new');
  });

  const foreign = await perform('prepare', { rootFingerprint: 'other' });
  assert.match(foreign.said, /another root Secret/);
  const older = await perform('prepare', { version: '0.9.0' });
  assert.match(older.said, /upgrade it first/);

  const { code, said } = await perform('prepare');
  assert.equal(code, 0, said);
  assert.deepEqual(
    await things(),
    before.map((names) => [...names, 'after the cut']),
    'the shop goes on',
  );
  await stopSimulator();
  // The second time it begins where everything is done.
  for (let times = 0; times < 2; times += 1) {
    const switched = await perform('switch');
    assert.equal(switched.code, 0, switched.said);
    assert.deepEqual(await things(), before);
  }
  for (const source of sources()) {
    await assert.rejects(query(source, ['select * from later']), 'a table that the backup does not have');
    await query(source, ["insert into thing values (3, 'it is the own database of the service')"]);
  }
  assert.deepEqual(charges(), ['first']);
  assert.equal(settingsHistory(), history);
  assert.match(history, /refs\/heads\/main/);
  assert.ok(!existsSync(`${ledgerFile}-wal`));
  await withCarts(async (redis, prefix) => {
    assert.deepEqual(await redis.hgetall(`${prefix}one`), { data: '{"items":1}', version: '3' });
    assert.deepEqual(await redis.getBuffer(`${prefix}two`), Buffer.from([0, 255, 10]));
    assert.ok((await redis.ttl(`${prefix}two`)) > 3_000);
    assert.deepEqual(await redis.zrange(`${prefix}three`, 0, -1, 'WITHSCORES'), ['a', '1.5', 'b', '2']);
    assert.deepEqual(await redis.lrange(`${prefix}four`, 0, -1), ['x', 'x']);
    assert.equal(await redis.exists(`${prefix}five`), 0);
  });
});

test('finds damage before anything is replaced, and removes what it had loaded', async () => {
  const key = 'shops/demo/shop/first/databases/order.dump';
  await objects.put(key, 'not what was written');
  const { code, said } = await perform('prepare');
  assert.equal(code, 1);
  assert.match(said, /order\.dump|pg_restore/);
  const [order] = sources();
  const admin = setupInput('postgres', ports.postgres);
  if (!order || admin.server === 'kafka') assert.fail();
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port: ports.postgres, database: 'postgres', ssl: tls },
    ...{ user: admin.admin.username, password: admin.admin.password },
  });
  await client.connect();
  const { rows } = await client.query("select datname from pg_database where datname like '%-restoring'");
  await client.end();
  assert.deepEqual(rows, []);
});

test('stores on a volume for its owner only, and removes every file', async () => {
  const volume = { destination: { path: 'demo/shop/second' } };
  await startSimulator();
  assert.equal((await perform('back-up', volume)).code, 0);
  const stored = join(folder, 'volume/demo/shop/second');
  assert.ok(existsSync(join(stored, 'manifest.json')));
  const failed = await perform('back-up', { destination: { path: 'demo/shop/third' }, databases: unreachable() });
  assert.equal(failed.code, 1);
  assert.match(failed.said, /ECONNREFUSED/);
  assert.ok(!existsSync(join(folder, 'volume/demo/shop/third')), 'a failed backup leaves no files');
  assert.equal((await perform('remove', volume)).code, 0);
  assert.ok(!existsSync(stored));
  assert.equal((await perform('remove')).code, 0);
  assert.deepEqual(await objects.keys(), []);
});

const unreachable = () => inputOf('back-up').databases.map((one) => ({ ...one, port: 1 }));

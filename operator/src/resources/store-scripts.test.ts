import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { createConnection, type SslOptions } from 'mysql2/promise';
import pg from 'pg';
import {
  createStore,
  passwordOf,
  restart,
  runSetup,
  setupInput,
  startStore,
  tls,
  untrustedCa,
} from '../../testing/store-scripts.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { createDatabases } from '../jobs/create-databases.ts';
import { emptyVolumeId, holdsDataFile } from './empty-volume.ts';

test('PostgreSQL starts from scratch, is set up, and keeps data over a restart', async () => {
  const store = await startStore({ store: 'postgres', user: 'postgres' });
  const input = setupInput('postgres', store.port);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const ask = async (sql: string, password = passwordOf('order'), ssl: pg.ClientConfig['ssl'] = tls) => {
    const connection = { host: '127.0.0.1', port: store.port, user: 'order', database: 'order' };
    const client = new pg.Client({ ...connection, password, ssl });
    await client.connect();
    return (await client.query(sql).finally(() => client.end())).rows;
  };
  await ask('create table kept as select 1 as one');
  await restart(store);
  assert.deepEqual(await waitUntil(() => ask('select one from kept')), [{ one: 1 }]);
  await assert.rejects(ask('select 1', 'wrong'), /authentication failed/);
  await assert.rejects(ask('select 1', passwordOf('order'), false), /no encryption|pg_hba/);
  await assert.rejects(ask('select 1', passwordOf('order'), untrustedCa), /certificate/);
});

test('MariaDB starts from scratch, is set up, and rejects log-ins without a password', async () => {
  const store = await startStore({ store: 'mysql', user: 'mysql' });
  const input = setupInput('mysql', store.port);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const ask = async (user: string, password: string, sql: string, ssl: SslOptions | undefined = tls) => {
    const connection = await createConnection({ host: '127.0.0.1', port: store.port, user, password, ssl });
    return connection.query(sql).finally(() => connection.end());
  };
  await ask('product', passwordOf('product'), 'create table product.kept (one int)');
  await restart(store);
  await ask('product', passwordOf('product'), 'select one from product.kept');
  const plain = createConnection({
    host: '127.0.0.1',
    port: store.port,
    user: 'product',
    password: passwordOf('product'),
  });
  await assert.rejects(plain, /insecure transport|Access denied/);
  await assert.rejects(ask('product', passwordOf('product'), 'select 1', untrustedCa), /certificate/);
  for (const user of ['root', '', 'mambogo_admin']) await assert.rejects(ask(user, '', 'select 1'), /Access denied/);
});

test('Redis authenticates its users and isolates their keys', async () => {
  const store = await startStore({ store: 'redis', user: 'redis' });
  const redisCli = (...commands: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect({ host: 'localhost', port: store.port, ...tls });
      let answer = '';
      socket
        .on('data', (data) => (answer += data.toString()))
        .once('close', () => resolve(answer))
        .once('error', reject);
      socket.write([...commands, 'QUIT', ''].join('\r\n'));
    });
  const password = passwordOf('gateway', 'redis-password');
  assert.match(await redisCli('GET a'), /NOAUTH/);
  await assert.rejects(
    once(connect({ host: 'localhost', port: store.port, ...untrustedCa }), 'secureConnect'),
    /certificate|self-signed/,
  );
  assert.match(
    await redisCli(`AUTH gateway ${password}`, 'SET shop-gateway:a 1', 'GET shop-gateway:a'),
    /^\+OK\r\n\+OK\r\n\$1\r\n1/,
  );
  assert.match(await redisCli(`AUTH gateway ${password}`, 'GET shop-cart||a'), /NOPERM/);
  assert.match(
    await redisCli(`AUTH cart ${passwordOf('cart', 'redis-password', 'shop-cart')}`, 'SET shop-cart||a 1'),
    /^\+OK\r\n\+OK/,
  );
  const asGateway = `AUTH gateway ${password}`;
  const asCart = `AUTH cart ${passwordOf('cart', 'redis-password', 'shop-cart')}`;
  const script = `redis.call('SET',KEYS[1],1);return(redis.call('INCR',KEYS[1]))`;
  await redisCli(asGateway, `EVAL "${script}" 1 shop-gateway:n`);
  await redisCli(asCart, 'MULTI', 'HSET shop-cart||b data 1', 'HSET shop-cart||b version 1', 'EXEC');
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await restart(store, signal);
    assert.match(await redisCli(asGateway, 'GET shop-gateway:a'), /\$1\r\n1/);
    assert.match(await redisCli(asGateway, 'GET shop-gateway:n'), /\$1\r\n2/, 'what a script wrote');
    assert.match(await redisCli(asCart, 'HGET shop-cart||b data'), /\$1\r\n1/, 'what a transaction wrote');
    for (const nobody of ['AUTH default default', 'AUTH default ""', 'AUTH default'])
      assert.match(await redisCli(nobody), /^-WRONGPASS/, nobody);
    assert.match(await redisCli('GET shop-gateway:a'), /^-NOAUTH/);
  }
});

for (const [store, user] of [
  ['postgres', 'postgres'],
  ['mysql', 'mysql'],
  ['redis', 'redis'],
] as const)
  test(`${store} creates nothing on an empty volume that held data, until the loss is known`, async () => {
    const provisioned = new Map([[store, { holdsData: true, tls: true }]]);
    const server = await createStore({ store, user, provisioned });
    const hasStarted = async () => {
      await server.start();
      await server.stop();
    };
    const ids: (string | undefined)[] = [];
    for (let start = 0; start < 2; start += 1) {
      await assert.rejects(server.start(), /this volume held data and is empty now/);
      ids.push(emptyVolumeId(server.output()));
    }
    assert.ok(ids[0]);
    assert.equal(ids[1], ids[0], 'the id stays the same over restarts');
    rmSync(join(server.config, holdsDataFile));
    await hasStarted();
    writeFileSync(join(server.config, holdsDataFile), 'yes', { mode: 0o644 });
    await hasStarted();
  });

/** Read replicas with the scripts that run in pods; what services read from them: local/stores/read-replica.test.ts. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { StoreProcess } from '../../testing/start-store-process.ts';
import {
  createStore,
  PATH,
  passwordOf,
  restart,
  runSetup,
  sampleOf,
  secretFor,
  setupInput,
  startStore,
  tls,
} from '../../testing/store-scripts.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { createStaging, exchangeDatabases } from '../jobs/backup/staging-databases.ts';
import { createDatabases } from '../jobs/create-databases.ts';
import type { BackupJobInput } from './backup-job-input.ts';
import type { SetupJobInput } from './setup-job-input.ts';

test('a read replica of PostgreSQL copies its primary over TLS, follows it, and is ready while it does', async () => {
  const spec = { data: { postgres: { embedded: { replicas: 1 } } } };
  const primary = await startStore({ store: 'postgres', user: 'postgres', spec });
  const input = setupInput('postgres', primary.port, spec);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const ask = async (port: number, sql: string) => {
    const client = new pg.Client({
      ...{ host: '127.0.0.1', port, user: 'order', database: 'order', password: passwordOf('order'), ssl: tls },
    });
    await client.connect();
    return (await client.query(sql).finally(() => client.end())).rows;
  };
  await ask(primary.port, 'create table copied as select 1 as one');
  const replica = await startStore({
    ...{ store: 'postgres-ro', user: 'postgres', spec },
    replace: {
      'host=shop-postgres.demo.svc port=5432': `host=localhost port=${primary.port}`,
      '-h shop-postgres.demo.svc -p 5432': `-h localhost -p ${primary.port}`,
    },
  });
  const select = () => ask(replica.port, 'select one from copied order by one');
  assert.deepEqual(await waitUntil(select), [{ one: 1 }]);
  await ask(primary.port, 'insert into copied values (2)');
  await waitUntil(async () => (await select()).length === 2);
  await assert.rejects(ask(replica.port, 'insert into copied values (3)'), /read-only/);
  await followsItsPrimary(primary, replica, async () => (await select()).length === 2);
});

/** Probes tell a replica without its primary from one that must restart; a killed one goes on with the copy that it has. */
async function followsItsPrimary(primary: StoreProcess, replica: StoreProcess, hasAll: () => Promise<boolean>) {
  const check = (script: string) =>
    promisify(execFile)('sh', [join(replica.config, script)], { env: { PATH } }).then(
      () => 'yes',
      () => 'no',
    );
  const checks = async () => [await check('ready.sh'), await check('alive.sh')].join(' ');
  await waitUntil(async () => (await checks()) === 'yes yes');
  await primary.stop();
  await waitUntil(async () => (await checks()) === 'no yes');
  await primary.start();
  await waitUntil(async () => (await checks()) === 'yes yes');
  await restart(replica, 'SIGKILL');
  await waitUntil(hasAll);
  assert.doesNotMatch(replica.output(), /starts over/);
}

test('MariaDB gets a binary log with its first read replica, which copies it over TLS and follows it', async () => {
  const spec = { data: { mysql: { embedded: { replicas: 1 } } } };
  const primary = await startStore({ store: 'mysql', user: 'mysql' });
  const ask = async (port: number, sql: string, user = 'product', password = passwordOf('product')) => {
    const connection = await createConnection({ host: '127.0.0.1', port, user, password, ssl: tls });
    const [rows] = await connection.query(sql).finally(() => connection.end());
    return rows as object[];
  };
  const setUp = (input: SetupJobInput) =>
    runSetup(async () => {
      if (input.server !== 'kafka') await createDatabases(input);
    });
  await setUp(setupInput('mysql', primary.port));
  await ask(primary.port, 'create table product.kept (one int)');
  await ask(primary.port, 'insert into product.kept values (1)');
  await primary.stop();
  primary.become(sampleOf(spec));
  await primary.start();
  const replica = await createStore({
    ...{ store: 'mysql-ro', user: 'mysql', spec },
    replace: {
      '-h shop-mysql.demo.svc -P 3306': `-h localhost -P ${primary.port}`,
      "master_host='shop-mysql.demo.svc', master_port=3306": `master_host='localhost', master_port=${primary.port}`,
    },
  });
  const input = setupInput('mysql', primary.port, spec);
  await setUp(input);
  await replica.start();
  const select = () => ask(replica.port, 'select one from product.kept order by one');
  assert.deepEqual(await waitUntil(select), [{ one: 1 }]);
  await ask(primary.port, 'insert into product.kept values (2)');
  await waitUntil(async () => (await select()).length === 2);
  const admin = ['mambogo_admin', secretFor('admin-password/mysql')] as const;
  for (const login of [[], admin])
    await assert.rejects(ask(replica.port, 'insert into product.kept values (3)', ...login), /read-only/);
  const follower = ['mambogo_replication', secretFor('replication-password/mysql')] as const;
  await assert.rejects(ask(primary.port, 'insert into product.kept values (3)', ...follower), /denied/);

  // A restore reaches the replica like any other change.
  const restore = { stores: [input], databases: [{ database: 'product' }] } as unknown as BackupJobInput;
  await createStaging(restore);
  await ask(primary.port, 'create table `product-restoring`.kept (one int)');
  await ask(primary.port, 'insert into `product-restoring`.kept values (7), (8)');
  await exchangeDatabases(restore);
  await waitUntil(async () => {
    assert.deepEqual(await select(), [{ one: 7 }, { one: 8 }]);
    return true;
  });
  await followsItsPrimary(primary, replica, async () => (await select()).length === 2);
});

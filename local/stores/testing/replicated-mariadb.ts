/** A MariaDB with a read replica, with the scripts of a shop in a cluster. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createDatabases } from '@mambogo/operator/jobs/create-databases.ts';
import {
  createStore,
  passwordOf,
  runSetup,
  secretFor,
  setupInput,
  tls,
} from '@mambogo/operator/testing/store-scripts.ts';
import { until } from '@mambogo/testing/until.ts';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { ReplicatedStore, ServerName } from './replicated-store.ts';

const spec = { data: { mysql: { embedded: { replicas: 1 } } } };

export async function startReplicatedMariadb(): Promise<ReplicatedStore> {
  const primary = await createStore({ store: 'mysql', user: 'mysql', spec });
  const replica = await createStore({
    ...{ store: 'mysql-ro', user: 'mysql', spec },
    replace: {
      '-h shop-mysql.demo.svc -P 3306': `-h localhost -P ${primary.port}`,
      "master_host='shop-mysql.demo.svc', master_port=3306": `master_host='localhost', master_port=${primary.port}`,
    },
  });
  const servers = { primary, replica };
  const ports = { primary: primary.port, replica: replica.port };
  /** As the administrator. @returns the rows of the last statement */
  const execute = async (name: ServerName, ...statements: readonly string[]): Promise<RowDataPacket[]> => {
    const login = { user: 'mambogo_admin', password: secretFor('admin-password/mysql') };
    const connection = await createConnection({ host: 'localhost', port: ports[name], ...login, ssl: tls });
    let rows: RowDataPacket[] = [];
    try {
      for (const statement of statements) [rows] = await connection.query<RowDataPacket[]>(statement);
    } finally {
      await connection.end();
    }
    return rows;
  };
  const start = async (name: ServerName): Promise<string> => {
    await servers[name].start();
    return servers[name].output();
  };

  const mariadb: ReplicatedStore = {
    ports,
    login: {
      url: `mysql://product@localhost:${ports.primary}/product`,
      password: passwordOf('product'),
      tls: { ...tls, servername: 'localhost', minVersion: 'TLSv1.2' },
    },
    sql: {
      insert: 'insert into note values (?)',
      newest: 'select max(id) as id, @@global.read_only as standby from note',
    },
    start,
    stop: (name, signal) => servers[name].stop(signal),
    signalAll: (name, signal) => servers[name].signal(signal),
    pauseReplay: () => execute('replica', 'stop slave sql_thread').then(() => undefined),
    resumeReplay: () => execute('replica', 'start slave sql_thread').then(() => undefined),
    async outrunReplica(write) {
      for (let file = 0; file < 2; file += 1) {
        await write();
        await execute('primary', 'flush binary logs');
      }
      const newest = (await execute('primary', 'show binary logs')).at(-1)?.Log_name;
      await execute('primary', `purge binary logs to '${newest}'`);
    },
    async startOver() {
      // The first start may be what finds out: its end is followed by another one, as by the kubelet.
      await until('the replica starts over', async () => {
        if (!replica.isRunning()) await start('replica').catch(() => undefined);
        return replica.output().includes('it starts over');
      });
    },
    async replacePrimary() {
      rmSync(join(dirname(primary.config), 'data', 'data'), { recursive: true, force: true });
      await start('primary');
      const input = setupInput('mysql', ports.primary, spec);
      assert.ok(input.server !== 'kafka');
      await runSetup(() => createDatabases(input));
    },
    async remove() {
      for (const name of ['replica', 'primary'] as const) await servers[name].stop('SIGKILL');
    },
  };
  await mariadb.replacePrimary();
  await start('replica');
  return mariadb;
}

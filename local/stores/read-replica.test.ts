/** Reads that may be stale, on a primary and a read replica that are real: one's own writes, lag, a replica that dies and returns. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { createReads, type Reads } from '@mambogo/service/database/replica/reads.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { findStoreServers } from '../toolchain/store-servers.ts';
import { startReplicatedPostgres } from './testing/replicated-postgres.ts';
import type { ReplicatedStore, ServerName } from './testing/replicated-store.ts';

const { servers } = findStoreServers();
const guest = { path: '/', headers: {} };
const person = { path: '/', headers: { authorization: 'Bearer token' } };
const service = { path: '/internal/timeline/1', headers: {} };

// Not in a hook, at whose end MariaDB would be stopped.
const started: Readonly<Record<string, ReplicatedStore>> = servers ? await startStores(servers.postgres) : {};
async function startStores(programs: string) {
  const { startReplicatedMariadb } = await import('./testing/replicated-mariadb.ts');
  const [PostgreSQL, MariaDB] = await Promise.all([startReplicatedPostgres(programs), startReplicatedMariadb()]);
  return { PostgreSQL, MariaDB };
}

describe('a read replica', { concurrency: true }, () => {
  for (const [name, store] of Object.entries(started)) {
    describe(`of ${name}`, { concurrency: false }, () => {
      let database: DataSource;
      let reads: Reads;
      let written = 0;

      const write = async () => {
        written += 1;
        await database.query(store.sql.insert, [written]);
        return written;
      };
      /** The newest row, and the server that answered. */
      const readNewest = (reader: typeof guest | typeof person) =>
        reads.mayBeStale(reader, async (manager, server) => {
          const [row] = await manager.query<{ id: number; standby: unknown }[]>(store.sql.newest);
          assert.equal(Number(row?.standby) === 1, server === 'replica');
          return { id: row?.id, server };
        });
      const untilReadAt = (server: ServerName) =>
        until(`the ${server} is read`, async () => (await readNewest(guest)).server === server);
      const untilReplicaHasAll = () =>
        until('the replica has everything', async () => {
          const { id, server } = await readNewest(guest);
          return server === 'replica' && id === written;
        });
      const untilPrimaryAnswers = () =>
        until('the primary answers', () => database.query('select 1').catch(() => false));

      before(async () => {
        const { ports, login } = store;
        const logger = pino({ level: 'silent' });
        const { hostname: host } = new URL(login.url);
        database = createDatabase({ ...login, pool: 5, appId: 'test', entities: [], migrations: [], logger });
        await database.initialize();
        await database.query('create table note (id int primary key)');
        reads = createReads({ database, replicas: { host, port: ports.replica }, maxLagMs: 2_500, logger });
        reads.start();
      });
      after(async () => {
        await reads?.stop();
        await database?.destroy();
        await store.remove();
      });

      test('is read once it is there', async () => {
        await untilReadAt('replica');
      });

      test('never misses what its reader, or a caller of this service, wrote before', async () => {
        for (let round = 0; round < 50; round += 1) {
          const id = await write();
          assert.equal((await readNewest(round % 2 ? person : service)).id, id);
        }
      });

      test('may be stale for a reader without a token, up to the set lag; then the primary is read', async () => {
        await untilReplicaHasAll();
        await store.pauseReplay();
        const known = written;
        const id = await write();
        await until('the replica is read without it', async () => {
          const read = await readNewest(guest);
          return read.server === 'replica' && read.id === known;
        });
        assert.deepEqual(await readNewest(person), { id, server: 'primary' });
        await untilReadAt('primary');
        await store.resumeReplay();
        await untilReplicaHasAll();
        assert.equal((await readNewest(person)).id, id);
      });

      for (const [what, take, giveBack] of [
        [
          'is killed',
          () => store.stop('replica', 'SIGKILL'),
          async () => assert.doesNotMatch(await store.start('replica'), /it starts over/),
        ],
        ['hangs', () => store.signalAll('replica', 'SIGSTOP'), () => store.signalAll('replica', 'SIGCONT')],
      ] as const)
        test(`is not read while it ${what}, and no read fails`, async () => {
          await write();
          await untilReplicaHasAll();
          let isOver = false;
          const readAll = async (reader: typeof guest | typeof person) => {
            while (!isOver) assert.equal((await readNewest(reader)).id, written);
          };
          const readers = Promise.all([guest, person, guest, person].map(readAll));
          await take();
          await untilReadAt('primary');
          await giveBack();
          await untilReadAt('replica');
          isOver = true;
          await readers;
        });

      test('starts over when the primary no longer has what it needs', async () => {
        await store.stop('replica');
        await store.outrunReplica(write);
        await store.startOver();
        await untilReplicaHasAll();
      });

      test('starts over when the primary was replaced, and leaves it alone', async () => {
        await store.stop('replica');
        await store.stop('primary');
        await store.replacePrimary();
        await untilPrimaryAnswers();
        await database.query('create table note (id int primary key)');
        const id = await write();
        await store.startOver();
        await untilReplicaHasAll();
        assert.deepEqual(await database.query('select id from note'), [{ id }]);
      });
    });
  }
});

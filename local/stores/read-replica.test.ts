/** Reads that may be stale, on a primary and a read replica that are real: one's own writes, lag, a replica that dies and returns. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { createReads, type Reads } from '@mambogo/service/database/replica/reads.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { findStoreServers } from '../toolchain/store-servers.ts';
import { type ReplicatedPostgres, type ServerName, startReplicatedPostgres } from './testing/replicated-postgres.ts';

const { servers } = findStoreServers();
const guest = { path: '/', headers: {} };
const person = { path: '/', headers: { authorization: 'Bearer token' } };
const service = { path: '/internal/timeline/1', headers: {} };

describe('a read replica of PostgreSQL', { skip: !servers && 'PostgreSQL is not installed' }, () => {
  let postgres: ReplicatedPostgres;
  let database: DataSource;
  let reads: Reads;
  let written = 0;

  const write = async () => {
    written += 1;
    await database.query('insert into note values ($1)', [written]);
    return written;
  };
  /** The newest row, and the server that answered. */
  const readNewest = (reader: typeof guest | typeof person) =>
    reads.mayBeStale(reader, async (manager, server) => {
      const [row] = await manager.query<{ id: number; standby: boolean }[]>(
        'select max(id) as id, pg_is_in_recovery() as standby from note',
      );
      assert.equal(row?.standby, server === 'replica');
      return { id: row?.id, server };
    });
  const untilReadAt = (server: ServerName) =>
    until(`the ${server} is read`, async () => (await readNewest(guest)).server === server);
  const untilReplicaHasAll = () =>
    until('the replica has everything', async () => {
      const { id, server } = await readNewest(guest);
      return server === 'replica' && id === written;
    });
  const untilPrimaryAnswers = () => until('the primary answers', () => database.query('select 1').catch(() => false));

  before(async () => {
    postgres = await startReplicatedPostgres(servers?.postgres ?? '');
    const { ports, password } = postgres;
    const logger = pino({ level: 'silent' });
    const url = `postgres://shop@127.0.0.1:${ports.primary}/shop`;
    database = createDatabase({ url, password, pool: 5, appId: 'test', entities: [], migrations: [], logger });
    await database.initialize();
    await database.query('create table note (id int primary key)');
    reads = createReads({ database, replicas: { host: '127.0.0.1', port: ports.replica }, maxLagMs: 2_500, logger });
    reads.start();
  });
  after(async () => {
    await reads?.stop();
    await database?.destroy();
    await postgres?.remove();
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
    await postgres.execute('replica', 'select pg_wal_replay_pause()');
    const known = written;
    const id = await write();
    assert.deepEqual(await readNewest(guest), { id: known, server: 'replica' });
    assert.deepEqual(await readNewest(person), { id, server: 'primary' });
    await untilReadAt('primary');
    await postgres.execute('replica', 'select pg_wal_replay_resume()');
    await untilReplicaHasAll();
    assert.equal((await readNewest(person)).id, id);
  });

  for (const [what, take, giveBack] of [
    [
      'is killed',
      () => postgres.stop('replica', 'SIGKILL'),
      async () => assert.doesNotMatch(await postgres.start('replica'), /it starts over/),
    ],
    ['hangs', () => postgres.signalAll('replica', 'SIGSTOP'), () => postgres.signalAll('replica', 'SIGCONT')],
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

  test('starts over when the primary no longer has the WAL that it needs', async () => {
    await postgres.stop('replica');
    await postgres.stop('primary');
    await postgres.start('primary', '-c', 'wal_keep_size=0', '-c', 'min_wal_size=32MB');
    await untilPrimaryAnswers();
    for (let segment = 0; segment < 4; segment += 1) {
      await write();
      await postgres.execute('primary', 'select pg_switch_wal()', 'checkpoint');
    }
    assert.match(await postgres.start('replica'), /it starts over/);
    await untilReplicaHasAll();
  });

  test('starts over when the primary was replaced, and leaves it alone', async () => {
    await postgres.stop('replica');
    await postgres.stop('primary');
    await postgres.replacePrimary();
    await untilPrimaryAnswers();
    await database.query('create table note (id int primary key)');
    const id = await write();
    assert.match(await postgres.start('replica'), /it starts over/);
    await untilReplicaHasAll();
    assert.deepEqual(await database.query('select id from note'), [{ id }]);
  });
});

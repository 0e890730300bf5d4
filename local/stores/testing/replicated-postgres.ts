/** A PostgreSQL with a read replica, as on one machine. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@mambogo/testing/until.ts';
import pg from 'pg';
import { freePort } from '../../supervisor/ports.ts';
import { createPostgresRoles, postgresProcess, preparePostgres } from '../postgres.ts';
import { postgresReplicaProcess } from '../postgres-replica.ts';
import { serverUser } from '../system-user.ts';
import type { ReplicatedStore, ServerName } from './replicated-store.ts';

const password = 'secret';

/** @param programs folder of PostgreSQL's programs */
export async function startReplicatedPostgres(programs: string): Promise<ReplicatedStore> {
  const parent = mkdtempSync(join(tmpdir(), 'replica-'));
  chmodSync(parent, 0o755);
  const ports = { primary: await freePort(), replica: await freePort() };
  const user = serverUser('postgres');
  const options = {
    ...{ folder: join(parent, 'postgres'), port: ports.primary, user, log: join(parent, 'log') },
    ...{ secret: () => password, replicationPassword: password },
    databases: [{ database: 'shop', role: 'shop', password }],
  };
  const replica = { folder: join(parent, 'replica'), port: ports.replica, user, primaryPort: ports.primary };
  const specs = {
    primary: postgresProcess(options, programs),
    replica: postgresReplicaProcess({ ...replica, replicationPassword: password }, programs),
  };
  const running = new Map<ServerName, ChildProcess>();

  const start = async (name: ServerName, ...further: readonly string[]): Promise<string> => {
    const { command, args, environment, ready } = specs[name];
    const identity = user ? [`--reuid=${user.name}`, `--regid=${user.name}`, '--init-groups'] : [];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...identity, '--', command, ...args, ...further], {
      cwd: '/',
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.set(name, child);
    let output = '';
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    await until(`the ${name} is ready`, () => {
      assert.equal(child.exitCode, null, output);
      return ready instanceof RegExp && ready.test(output);
    });
    return output;
  };
  /** As the superuser, in the database `shop`. */
  const execute = async (name: ServerName, ...statements: readonly string[]): Promise<void> => {
    const login = { user: 'postgres', password, database: 'shop' };
    const client = new pg.Client({ host: '127.0.0.1', port: ports[name], ...login });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };

  const postgres: ReplicatedStore = {
    ports,
    login: { url: `postgres://shop@127.0.0.1:${ports.primary}/shop`, password },
    sql: {
      insert: 'insert into note values ($1)',
      newest: 'select max(id) as id, pg_is_in_recovery() as standby from note',
    },
    start,
    async stop(name, signal = 'SIGINT') {
      const child = running.get(name);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    signalAll(name, signal) {
      const pid = running.get(name)?.pid ?? assert.fail(`the ${name} does not run`);
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
      for (const one of [pid, ...children.map(Number)]) process.kill(one, signal);
    },
    pauseReplay: () => execute('replica', 'select pg_wal_replay_pause()'),
    resumeReplay: () => execute('replica', 'select pg_wal_replay_resume()'),
    async outrunReplica(write) {
      await postgres.stop('primary');
      await start('primary', '-c', 'wal_keep_size=0', '-c', 'min_wal_size=32MB');
      for (let segment = 0; segment < 4; segment += 1) {
        await write();
        await execute('primary', 'select pg_switch_wal()', 'checkpoint');
      }
    },
    async startOver() {
      assert.match(await start('replica'), /it starts over/);
    },
    async replacePrimary() {
      rmSync(options.folder, { recursive: true, force: true });
      await preparePostgres(options, programs);
      await start('primary');
      await createPostgresRoles(options, programs);
    },
    async remove() {
      for (const name of ['replica', 'primary'] as const) await postgres.stop(name, 'SIGKILL');
      rmSync(parent, { recursive: true, force: true });
    },
  };
  await postgres.replacePrimary();
  await start('replica');
  return postgres;
}

/** A PostgreSQL with a read replica, both on this machine, that a test stops, kills and freezes. */
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

export type ServerName = 'primary' | 'replica';

export interface ReplicatedPostgres {
  readonly ports: Readonly<Record<ServerName, number>>;
  /** Of the role and the database `shop`. */
  readonly password: string;
  /**
   * Resolves when it is ready.
   * @returns its log so far
   */
  start(name: ServerName, ...further: readonly string[]): Promise<string>;
  stop(name: ServerName, signal?: NodeJS.Signals): Promise<void>;
  /** To the server and all processes of its connections. */
  signalAll(name: ServerName, signal: NodeJS.Signals): void;
  /** As the superuser, in the database `shop`. */
  execute(name: ServerName, ...statements: readonly string[]): Promise<void>;
  /** Another, empty primary in the place of the stopped one; it is started. */
  replacePrimary(): Promise<void>;
  remove(): Promise<void>;
}

const password = 'secret';

/** @param programs folder of PostgreSQL's programs */
export async function startReplicatedPostgres(programs: string): Promise<ReplicatedPostgres> {
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

  const postgres: ReplicatedPostgres = {
    ports,
    password,
    async start(name, ...further) {
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
    },
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
    async execute(name, ...statements) {
      const login = { user: 'postgres', password, database: 'shop' };
      const client = new pg.Client({ host: '127.0.0.1', port: ports[name], ...login });
      await client.connect();
      try {
        for (const statement of statements) await client.query(statement);
      } finally {
        await client.end();
      }
    },
    async replacePrimary() {
      rmSync(options.folder, { recursive: true, force: true });
      await preparePostgres(options, programs);
      await postgres.start('primary');
      await createPostgresRoles(options, programs);
    },
    async remove() {
      for (const name of ['replica', 'primary'] as const) await postgres.stop(name, 'SIGKILL');
      rmSync(parent, { recursive: true, force: true });
    },
  };
  await postgres.replacePrimary();
  await postgres.start('replica');
  return postgres;
}

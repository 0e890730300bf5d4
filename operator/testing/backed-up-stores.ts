/** Real stores with the certificates of a shop, some data in each, an object store, and the program of the backups' Jobs. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createDatabases } from '../src/jobs/create-databases.ts';
import type { BackupJobInput, BackupTask } from '../src/resources/backup-job-input.ts';
import { backupRunInput } from '../src/resources/backup-run-input.ts';
import { startObjectStore } from './start-object-store.ts';
import { model, PATH, runSetup, secretFor, setupInput, startStore, tls } from './store-scripts.ts';
import { waitUntil } from './wait-until.ts';

const run = promisify(execFile);
export const folder = mkdtempSync(join(tmpdir(), 'backup-jobs-'));
export const settings = join(folder, 'settings.git');
export const ledgerFile = join(folder, 'ledger', 'ledger.sqlite');
const apiKey = 'simulator-key';
// Not in a hook, at whose end they would be stopped.
const [postgres, mysql, redisStore, store] = await Promise.all([
  startStore({ store: 'postgres', user: 'postgres' }),
  startStore({ store: 'mysql', user: 'mysql' }),
  startStore({ store: 'redis' }),
  startObjectStore(),
]);
export const objects = store;
export const ports = {
  ...{ postgres: postgres.port, mysql: mysql.port, redis: redisStore.port },
  simulator: await freePort(),
} as const;
let simulator: ChildProcess | undefined;

export async function prepareData(): Promise<void> {
  for (const name of ['postgres', 'mysql'] as const) {
    const input = setupInput(name, ports[name]);
    if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  }
  for (const database of sources()) await fill(database);
  await commitSettings();
  mkdirSync(join(folder, 'credentials'));
  writeFileSync(join(folder, 'credentials', 'psp-api-key'), apiKey);
  await startSimulator();
  await createCharge('first');
}
after(() => {
  simulator?.kill();
  rmSync(folder, { recursive: true });
});

/** Resolves once it answers. */
export async function startSimulator(): Promise<void> {
  const program = new URL('../../services/psp-simulator/src/main.ts', import.meta.url).pathname;
  const credentials = join(folder, 'credentials');
  const env = { PATH, PORT: String(ports.simulator), CREDENTIALS_DIR: credentials, LEDGER_FILE: ledgerFile };
  simulator = spawn(process.execPath, [program], { env, stdio: 'ignore' });
  const isUp = () => fetch(`http://127.0.0.1:${ports.simulator}/healthz`).then(({ ok }) => ok);
  await waitUntil(() => isUp().catch(() => false));
}
export async function stopSimulator(): Promise<void> {
  simulator?.kill();
  await waitUntil(async () => simulator?.exitCode !== null || simulator?.signalCode !== null);
}
export const createCharge = (reference: string) =>
  fetch(`http://127.0.0.1:${ports.simulator}/v1/charges`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${apiKey}`, 'idempotency-key': reference, 'content-type': 'application/json' },
    },
    body: JSON.stringify({ reference, amount: 1_500, currency: 'USD', token: 'tok_ok' }),
  });
export const charges = (): string[] => {
  const ledger = new DatabaseSync(ledgerFile, { readOnly: true });
  try {
    return ledger
      .prepare('select reference from charge order by createdAt, reference')
      .all()
      .map(({ reference }) => String(reference));
  } finally {
    ledger.close();
  }
};

/** A repository with one commit. */
async function commitSettings(): Promise<void> {
  await run('git', ['init', '--quiet', '--bare', settings]);
  const person = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '--git-dir', settings];
  const tree = (await run('git', [...person, 'hash-object', '-w', '-t', 'tree', '/dev/null'])).stdout.trim();
  const commit = (await run('git', [...person, 'commit-tree', '-m', 'settings', tree])).stdout.trim();
  await run('git', [...person, 'update-ref', 'refs/heads/main', commit]);
}

/** As the operator makes it, with the ports of this machine. */
export function inputOf(task: BackupTask, more: Partial<BackupJobInput> = {}): BackupJobInput {
  const input = backupRunInput(model, secretFor, {
    ...{ task, id: `uid-of-${task}`, path: 'demo/shop/first', rootFingerprint: 'fingerprint' },
    destination: { s3: { bucket: objects.bucket, endpoint: objects.endpoint, prefix: 'shops/', secretName: 'keys' } },
  });
  const here = { host: '127.0.0.1' };
  return {
    ...input,
    databases: input.databases.map((one) => ({ ...one, ...here, port: ports[one.store] })),
    redis: input.redis.map((one) => ({ ...one, ...here, port: ports.redis })),
    // Kafka is emptied in kafka-script.test.ts.
    stores: input.stores.flatMap((one) =>
      one.server === 'kafka' ? [] : [{ ...one, ...here, port: ports[one.server] }],
    ),
    ledger: task === 'back-up' ? { url: `http://127.0.0.1:${ports.simulator}`, apiKey } : undefined,
    files: { settings, ledger: ledgerFile },
    ...more,
  };
}

export async function perform(task: BackupTask, more: Partial<BackupJobInput> = {}) {
  const [input, log] = [join(folder, `${task}.json`), join(folder, 'termination-log')];
  writeFileSync(input, JSON.stringify(inputOf(task, more)));
  const { code = 0 } = await run(process.execPath, [new URL('../src/jobs/backup/main.ts', import.meta.url).pathname], {
    env: {
      ...{ PATH, INPUT_FILE: input, TERMINATION_LOG: log, SCRATCH_DIR: folder },
      ...{ S3_SECRET_DIR: objects.secretDir, BACKUP_DIR: join(folder, 'volume') },
    },
  }).then(
    () => ({ code: 0 }),
    (error: { code?: number }) => error,
  );
  return { code, said: readFileSync(log, 'utf8') };
}

type Source = BackupJobInput['databases'][number];
export const sources = (): Source[] => inputOf('back-up').databases;
export async function query(source: Source, statements: readonly string[]): Promise<unknown[]> {
  const { host, port, database, role: user, password, store } = source;
  if (store === 'mysql') {
    const connection = await createConnection({ host, port, database, user, password, ssl: { ca: tls.ca } });
    let rows: unknown;
    try {
      for (const one of statements) [rows] = await connection.query(one);
    } finally {
      await connection.end();
    }
    return rows as unknown[];
  }
  const client = new pg.Client({ host, port, database, user, password, ssl: tls });
  await client.connect();
  let rows: unknown[] = [];
  try {
    for (const one of statements) ({ rows } = await client.query(one));
  } finally {
    await client.end();
  }
  return rows;
}
const fill = (source: Source) =>
  query(source, [
    'create table outbox (seq bigint primary key, published_at timestamp null)',
    'create table topic_epoch (topic varchar(80) primary key, epoch varchar(80) not null)',
    'create table thing (id int primary key, name varchar(80))',
    'create table part (id int primary key, thing int references thing (id))',
    "insert into thing values (1, 'before the cut – ünïcode')",
    'insert into part values (1, 1)',
  ]);
export const things = async () =>
  (await Promise.all(sources().map((one) => query(one, ['select name from thing order by id'])))).map((rows) =>
    (rows as { name: string }[]).map(({ name }) => name),
  );

export async function withCarts<T>(use: (redis: Redis, prefix: string) => Promise<T>): Promise<T> {
  const user = inputOf('back-up').redis.find(({ service }) => service === 'cart') ?? assert.fail('no user of Redis');
  const { host, port, username, password, prefix } = user;
  const redis = new Redis({ host, port, username, password, tls: { ca: tls.ca } });
  try {
    return await use(redis, prefix);
  } finally {
    redis.disconnect();
  }
}

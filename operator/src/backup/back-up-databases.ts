/**
 * Dumps all databases of a shop at one consistent cut (docs/decisions/0046): relays are paused, a snapshot of each database is
 * opened, relays resume, and the snapshots are dumped. Only events connect two databases, and none is delivered while relays are
 * paused: no dump has an effect whose cause is missing in another. Causes without their effect are published again after a
 * restore.
 */
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OutboxPosition } from './backup-manifest.ts';
import { type DatabaseSource, inSnapshotOrder, mysqlAddress, postgresEnvironment } from './database-source.ts';
import { readMysqlOutboxPosition } from './mysql-outbox-position.ts';
import { pauseRelays } from './pause-relays.ts';
import { openSnapshot, type PostgresSnapshot } from './postgres-snapshot.ts';
import { runTool } from './run-tool.ts';

export interface DumpTools {
  readonly pgDump: string;
  readonly mariadbDump: string;
}

export interface DatabaseBackup {
  readonly databases: readonly DatabaseSource[];
  readonly tools: DumpTools;
  /** Folder for what has to be dumped while relays are paused, until it is stored: the catalogue. */
  readonly scratch: string;
  /** Stores a dump under its name. */
  store(file: string, content: Readable): Promise<void>;
  /** Copies data outside the databases: called at the cut, after the snapshots, while relays are paused. */
  onCut(): Promise<void>;
}

export interface ConsistentCut {
  readonly at: Date;
  /** Milliseconds for which relays were paused. */
  readonly pausedMs: number;
  readonly outboxes: readonly OutboxPosition[];
}

/** The name of a database's dump. */
export const dumpFile = ({ store, service }: Pick<DatabaseSource, 'store' | 'service'>): string =>
  store === 'postgres' ? `${service}.dump` : `${service}.sql`;

export async function backUpDatabases({
  databases,
  tools,
  scratch,
  store,
  onCut: atCut,
}: DatabaseBackup): Promise<ConsistentCut> {
  const postgres = inSnapshotOrder(databases).filter(({ store }) => store === 'postgres');
  const mysql = databases.filter(({ store }) => store === 'mysql');
  const snapshots: PostgresSnapshot[] = [];
  try {
    const resume = await pauseRelays(databases);
    const began = performance.now();
    const positions: OutboxPosition[] = [];
    try {
      for (const source of postgres) snapshots.push(await openSnapshot(source));
      await atCut();
      // Its snapshot can't be shared between connections, so it is dumped while relays are paused: the catalogue is small.
      for (const source of mysql) {
        positions.push(await readMysqlOutboxPosition(source));
        await dumpMysql(source, tools.mariadbDump, join(scratch, dumpFile(source)));
      }
    } finally {
      await resume();
    }
    const pausedMs = Math.round(performance.now() - began);
    const at = new Date();
    await Promise.all([
      ...snapshots.map((snapshot) => dumpPostgres(snapshot, tools.pgDump, store)),
      ...mysql.map(async (source) => {
        const file = join(scratch, dumpFile(source));
        await store(dumpFile(source), createReadStream(file));
        rmSync(file);
      }),
    ]);
    return { at, pausedMs, outboxes: [...snapshots.map(({ outbox }) => outbox), ...positions] };
  } finally {
    await Promise.all(snapshots.map((snapshot) => snapshot.close()));
  }
}

const dumpPostgres = (
  { source, id }: PostgresSnapshot,
  command: string,
  store: DatabaseBackup['store'],
): Promise<void> =>
  runTool({
    command,
    args: [
      ...['--format=custom', `--snapshot=${id}`, '--no-owner', '--no-privileges', '--no-password'],
      ...['-h', source.host, '-p', String(source.port), '-U', source.user, '-d', source.database],
    ],
    environment: postgresEnvironment(source),
    output: (content) => store(dumpFile(source), content),
  });

const dumpMysql = (source: DatabaseSource, command: string, file: string): Promise<void> =>
  runTool({
    command,
    args: [
      ...['--no-defaults', '--single-transaction', '--skip-lock-tables', '--no-tablespaces', '--hex-blob'],
      ...['--default-character-set=utf8mb4', ...mysqlAddress(source), source.database],
    ],
    environment: { MYSQL_PWD: source.password },
    output: (content) => pipeline(content, createWriteStream(file, { mode: 0o600 })),
  });

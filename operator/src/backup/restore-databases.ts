/**
 * Restores empty databases from their dumps, each with its service's own role, in one transaction where the server supports it.
 */
import { join } from 'node:path';
import { dumpFile } from './back-up-databases.ts';
import type { DatabaseSource } from './database-source.ts';
import { runTool } from './run-tool.ts';

export interface RestoreTools {
  readonly pgRestore: string;
  readonly mariadb: string;
}

/** @param folder of the dumps */
export const restoreDatabase = (target: DatabaseSource, tools: RestoreTools, folder: string): Promise<void> =>
  target.store === 'postgres'
    ? restorePostgres(target, tools.pgRestore, join(folder, dumpFile(target)))
    : restoreMysql(target, tools.mariadb, join(folder, dumpFile(target)));

const restorePostgres = (target: DatabaseSource, command: string, file: string): Promise<void> =>
  runTool({
    command,
    args: [
      ...['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges', '--no-password'],
      ...['-h', target.host, '-p', String(target.port), '-U', target.user, '-d', target.database, file],
    ],
    environment: { PGPASSWORD: target.password },
  });

const restoreMysql = (target: DatabaseSource, command: string, input: string): Promise<void> =>
  runTool({
    command,
    args: [
      ...['--no-defaults', '--default-character-set=utf8mb4', '--protocol=tcp', `--host=${target.host}`],
      ...[`--port=${target.port}`, `--user=${target.user}`, target.database],
    ],
    environment: { MYSQL_PWD: target.password },
    input,
  });

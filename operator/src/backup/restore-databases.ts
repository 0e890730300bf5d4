/**
 * Restores empty databases from their dumps, each with its service's own role, in one transaction where the server supports it.
 */
import type { Readable } from 'node:stream';
import { type DatabaseSource, mysqlAddress, postgresEnvironment } from './database-source.ts';
import { runTool } from './run-tool.ts';

export interface RestoreTools {
  readonly pgRestore: string;
  readonly mariadb: string;
}

export const restoreDatabase = (target: DatabaseSource, tools: RestoreTools, dump: Readable): Promise<void> =>
  target.store === 'postgres'
    ? runTool({
        command: tools.pgRestore,
        args: [
          ...['--exit-on-error', '--single-transaction', '--no-owner', '--no-privileges', '--no-password'],
          ...['-h', target.host, '-p', String(target.port), '-U', target.user, '-d', target.database],
        ],
        environment: postgresEnvironment(target),
        input: dump,
      })
    : runTool({
        command: tools.mariadb,
        args: ['--no-defaults', '--default-character-set=utf8mb4', ...mysqlAddress(target), target.database],
        environment: { MYSQL_PWD: target.password },
        input: dump,
      });

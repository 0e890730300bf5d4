/** What every task has, and the databases of a shop as the dump tools reach them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { BackupStorage } from '../../backup/backup-storage.ts';
import type { DatabaseSource } from '../../backup/database-source.ts';
import type { BackupJobInput } from '../../resources/backup-job-input.ts';

export interface BackupJob {
  readonly input: BackupJobInput;
  readonly storage: BackupStorage;
  /** A folder of its own, removed with the Job. */
  readonly scratch: string;
}

/** The tools as Debian's packages install them; PG_BIN: the folder of PostgreSQL's. */
export const tools = () => {
  const postgres = (name: string) => (process.env.PG_BIN ? join(process.env.PG_BIN, name) : name);
  return {
    pgDump: postgres('pg_dump'),
    pgRestore: postgres('pg_restore'),
    mariadbDump: 'mariadb-dump',
    mariadb: 'mariadb',
  };
};

export const databaseSources = ({ input, scratch }: BackupJob): DatabaseSource[] =>
  input.databases.map(({ role: user, tls, ...database }, index) => ({
    ...database,
    user,
    ...(tls ? { tls: trusted(tls.ca, join(scratch, `authority-${index}.crt`)) } : {}),
  }));

/** The command-line tools read certificates from a file, and know no public authorities of their own. */
function trusted(given: string | undefined, caFile: string): NonNullable<DatabaseSource['tls']> {
  const ca = given ?? rootCertificates.join('\n');
  writeFileSync(caFile, ca, { mode: 0o600 });
  return { ca, caFile };
}

/**
 * The migrations of a service by the release that brought them, each as `expand` or `contract` (docs/decisions/0089): code of the release
 * before still works on an expanded schema. What a release contracts is removed at the start of the upgrade to the release after it.
 */
import type { DataSource, MigrationInterface } from 'typeorm';

type Migration = new () => MigrationInterface;

export interface ReleaseMigrations {
  readonly release: string;
  /** New tables, indexes, and columns that are nullable or have a default. */
  readonly expand: readonly Migration[];
  /** Removes what only earlier releases used. */
  readonly contract?: readonly Migration[];
}

/** All of them, in the order in which an empty database gets them. */
export const migrationsOf = (releases: readonly ReleaseMigrations[]): Migration[] =>
  releases.flatMap(({ expand, contract = [] }) => [...expand, ...contract]);

/**
 * Contract migrations that must not run yet.
 * @param migratedBy releases whose code has migrated the database; undefined: it is empty, and nobody returns from here
 */
export function heldBack(
  releases: readonly ReleaseMigrations[],
  migratedBy: ReadonlySet<string> | undefined,
): readonly Migration[] {
  const own = releases.length - 1;
  const reached = migratedBy ? Math.max(...[...migratedBy].map((name) => indexOf(releases, name))) : own;
  return releases.flatMap(({ contract = [] }, index) => (index <= reached && index < own ? [] : contract));
}

/** A release that this code does not know is a later one: the shop was downgraded. */
function indexOf(releases: readonly ReleaseMigrations[], name: string): number {
  const index = releases.findIndex(({ release }) => release === name);
  return index < 0 ? releases.length : index;
}

/** The release that did not record itself. */
const unrecorded = '1.0.0';

/** Releases whose code has migrated this database; undefined: none has. */
export async function migratedBy(database: DataSource): Promise<ReadonlySet<string> | undefined> {
  const isThere = async (table: string) => {
    const schema = database.options.type === 'postgres' ? 'current_schema()' : 'database()';
    const found = await database.query(
      `select 1 from information_schema.tables where table_schema = ${schema} and table_name = '${table}'`,
    );
    return found.length > 0;
  };
  if (!(await isThere('migration'))) return undefined;
  if (!(await isThere('migrated_release'))) return new Set([unrecorded]);
  const rows: { name: string }[] = await database.query('select name from migrated_release');
  return new Set([unrecorded, ...rows.map(({ name }) => name)]);
}

export async function recordRelease(database: DataSource, release: string): Promise<void> {
  await database.query(
    'create table if not exists migrated_release (name varchar(32) primary key, at timestamp not null default current_timestamp)',
  );
  const known = await database.query(`select 1 from migrated_release where name = '${release}'`);
  if (known.length === 0) await database.query(`insert into migrated_release (name) values ('${release}')`);
}

/**
 * Which tables of the services' databases contain a text, in any column: as text, or as the bytes of a binary column. Unit tests
 * that run beside have other databases on the same servers.
 */
import { sqlServices } from '@mambogo/blueprint/services.ts';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import type { DataSource } from 'typeorm';
import { requiredSetting } from '../shop-under-test.ts';

const databases = sqlServices.map(({ name }) => name);

type Visit = (database: DataSource) => Promise<string[]>;

/** @param needle letters and digits only, in lower case */
export async function findInPostgres(needle: string): Promise<string[]> {
  const url = new URL(requiredSetting('TEST_POSTGRES_URL'));
  const names = await visit(url, async (database) => {
    const rows = await database.query<{ datname: string }[]>(
      'select datname from pg_database where datname = any($1)',
      [databases],
    );
    return rows.map(({ datname }) => datname);
  });
  const found: string[] = [];
  for (const name of names) {
    url.pathname = name;
    found.push(...(await visit(url, (database) => searchPostgres(database, name, needle))));
  }
  return found;
}

async function searchPostgres(database: DataSource, name: string, needle: string): Promise<string[]> {
  const tables = await database.query<{ table: string }[]>(
    `select format('%I.%I', schemaname, tablename) as table from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { table } of tables) {
    const rows = await database.query<unknown[]>(
      `select from ${table} t where t::text ilike '%' || $1 || '%' or t::text like '%' || $2 || '%' limit 1`,
      [needle, Buffer.from(needle).toString('hex')],
    );
    if (rows.length > 0) found.push(`postgres ${name}.${table}`);
  }
  return found;
}

/** @param needle letters and digits only, in lower case */
export const findInMariadb = (needle: string): Promise<string[]> =>
  visit(new URL(requiredSetting('TEST_MYSQL_URL')), async (database) => {
    const columns = await database.query<{ place: string; column: string }[]>(
      `select concat('\`', c.table_schema, '\`.\`', c.table_name, '\`') as place, c.column_name as \`column\`
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where t.table_type = 'BASE TABLE' and table_schema in (?)`,
      [databases],
    );
    const found: string[] = [];
    for (const [place, all] of Map.groupBy(columns, (one) => one.place)) {
      const row = all.map(({ column }) => `lower(cast(\`${column}\` as char))`).join(', ');
      const rows = await database.query<unknown[]>(
        `select 1 from ${place} where locate(?, concat_ws('|', ${row})) > 0 limit 1`,
        [needle],
      );
      if (rows.length > 0) found.push(`mariadb ${place.replaceAll('`', '')}`);
    }
    return found;
  });

async function visit(url: URL, use: Visit): Promise<string[]> {
  const bare = new URL(url);
  bare.password = '';
  const database = createDatabase({
    url: bare.href,
    password: decodeURIComponent(url.password),
    pool: 1,
    appId: 'erasure',
    entities: [],
    migrations: [],
    logger: createLogger('erasure', 'fatal'),
  });
  await database.initialize();
  try {
    return await use(database);
  } finally {
    await database.destroy();
  }
}

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createDatabases } from './create-databases.ts';

const mark = `setup-${process.pid}`;
const databases = ['a', 'b'].map((name) => ({
  database: `${mark}-${name}`,
  role: `${mark}-${name}`,
  password: `secret-of-${name}`,
}));
const at = (variable: string) => {
  const url = new URL(process.env[variable] ?? assert.fail(`${variable} is not set`));
  const admin = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return { url: url.href, host: url.hostname, port: Number(url.port), admin };
};

test('isolates PostgreSQL roles to their own databases; a second run changes passwords only', async () => {
  const { url, ...server } = at('TEST_POSTGRES_URL');
  after(async () => {
    const client = new pg.Client(url);
    await client.connect();
    for (const { database } of databases) {
      await client.query(`drop database if exists "${database}"`);
      await client.query(`drop role if exists "${database}"`);
    }
    await client.end();
  });
  const logIn = async (user: string, database: string, password: string) => {
    const client = new pg.Client({ ...server, user, database, password });
    await client.connect();
    await client.query('create table if not exists kept (id int)').finally(() => client.end());
  };
  await createDatabases({ server: 'postgres', ...server, databases });
  for (const { role, database, password } of databases) await logIn(role, database, password);
  await assert.rejects(logIn(`${mark}-a`, `${mark}-b`, 'secret-of-a'), /permission denied/);
  await createDatabases({
    server: 'postgres',
    ...server,
    databases: databases.map((one) => ({ ...one, password: 'another' })),
  });
  await logIn(`${mark}-a`, `${mark}-a`, 'another');
  await assert.rejects(logIn(`${mark}-a`, `${mark}-a`, 'secret-of-a'), /authentication failed/);
});

test('isolates MySQL accounts to their own databases', async () => {
  const { url, ...server } = at('TEST_MYSQL_URL');
  after(async () => {
    const connection = await createConnection(url);
    for (const { database } of databases) {
      await connection.query(`drop database if exists \`${database}\``);
      await connection.query(`drop user if exists '${database}'@'%'`);
    }
    await connection.end();
  });
  const logIn = async (user: string, database: string, password: string) => {
    const connection = await createConnection({ host: server.host, port: server.port, user, database, password });
    await connection.query('create table if not exists kept (id int)').finally(() => connection.end());
  };
  await createDatabases({ server: 'mysql', ...server, databases });
  await createDatabases({ server: 'mysql', ...server, databases });
  for (const { role, database, password } of databases) await logIn(role, database, password);
  await assert.rejects(logIn(`${mark}-a`, `${mark}-b`, 'secret-of-a'), /Access denied/);
});

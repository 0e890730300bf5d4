/** Two generations of logins on real servers: both work while they are handed over, and what they create belongs to one owner. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createDatabases } from './create-databases.ts';

const database = `rotated-${process.pid}`;
const old = { database, role: database, password: 'first' };
const [second, third] = [2, 3].map((at) => ({ username: `${database}_g${at}`, password: `secret-${at}` })) as [
  { username: string; password: string },
  { username: string; password: string },
];
const at = (variable: string) => {
  const url = new URL(process.env[variable] ?? assert.fail(`${variable} is not set`));
  const admin = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return { url: url.href, host: url.hostname, port: Number(url.port), admin };
};

test('PostgreSQL: the next login works beside the first, owns nothing, and is the only one once the first is refused', async () => {
  const { url, ...server } = at('TEST_POSTGRES_URL');
  const administrator = `admin-${database}`;
  const owner = new pg.Client(url);
  await owner.connect();
  after(async () => {
    await owner.query(`drop database if exists "${database}" with (force)`);
    for (const { username } of [second, third]) await owner.query(`drop role if exists "${username}"`);
    await owner.query(`drop role if exists "${database}"`);
    await owner.query(`drop role if exists "${administrator}"`);
    await owner.end();
  });
  await owner.query(`create role "${administrator}" superuser login password 'earlier'`);
  const admin = { username: administrator, password: 'present', earlier: ['never', 'earlier'] };
  const setUp = (given: object) =>
    createDatabases({ server: 'postgres', ...server, databases: [{ database, role: database, ...given }] });
  const logIn = async (user: string, password: string) => {
    const client = new pg.Client({ host: server.host, port: server.port, user, database, password });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  await setUp(old);
  const early = await logIn(database, 'first');
  await early.query('create table kept (id int)');
  await setUp({ ...old, logins: [second] });
  const late = await logIn(second.username, second.password);
  await late.query('create table added (id int)');
  await late.query('insert into kept values (1)');
  await early.query('insert into added values (2)');
  assert.equal(
    (await late.query('select tableowner from pg_tables where tablename = $1', ['added'])).rows[0]?.tableowner,
    database,
  );
  const databases = [{ database, role: database, logins: [second], onlyThese: true }];
  await createDatabases({ server: 'postgres', ...server, databases, admin });
  await assert.rejects(early.query('select 1'), 'its connection was ended');
  await assert.rejects(logIn(database, 'first'), /not permitted to log in|authentication failed/);
  await late.query('select * from kept, added');
  const present = new pg.Client({ ...server, user: administrator, password: 'present', database: 'postgres' });
  await present.connect();
  await present.end();
  await createDatabases({ server: 'postgres', ...server, databases, admin });
  await setUp({ logins: [second, third] });
  await setUp({ logins: [third], onlyThese: true });
  await assert.rejects(late.query('select 1'));
  const { rows } = await owner.query(
    'select rolname, rolcanlogin from pg_roles where starts_with(rolname, $1) order by 1',
    [database],
  );
  assert.deepEqual(rows, [
    { rolname: database, rolcanlogin: false },
    { rolname: third.username, rolcanlogin: true },
  ]);
  const last = await logIn(third.username, third.password);
  await last.query('alter table added add column more int');
  await last.end();
});

test('MariaDB: the next login works beside the first, and is the only one once the first is refused', async () => {
  const { url, ...server } = at('TEST_MYSQL_URL');
  const administrator = `admin-${process.pid}`;
  const owner = await createConnection(url);
  after(async () => {
    await owner.query(`drop database if exists \`${database}\``);
    for (const user of [database, second.username, third.username, administrator])
      await owner.query(`drop user if exists '${user}'@'%'`);
    await owner.end();
  });
  await owner.query(`create user '${administrator}'@'%' identified by 'earlier'`);
  await owner.query(`grant all privileges on *.* to '${administrator}'@'%' with grant option`);
  const setUp = (given: object) =>
    createDatabases({ server: 'mysql', ...server, databases: [{ database, role: database, ...given }] });
  const logIn = async (user: string, password: string) => {
    const connection = await createConnection({ host: server.host, port: server.port, user, database, password });
    connection.on('error', () => undefined);
    return connection;
  };
  await setUp(old);
  const early = await logIn(database, 'first');
  await early.query('create table kept (id int)');
  await setUp({ ...old, logins: [second] });
  const late = await logIn(second.username, second.password);
  await late.query('insert into kept values (1)');
  const databases = [{ database, role: database, logins: [second], onlyThese: true }];
  const admin = { username: administrator, password: 'present', earlier: ['earlier'] };
  await createDatabases({ server: 'mysql', ...server, admin, databases });
  await assert.rejects(early.query('select 1'), 'its connection was ended');
  await assert.rejects(logIn(database, 'first'), /locked|Access denied/);
  await late.query('alter table kept add column more int');
  await late.end();
  const present = { host: server.host, port: server.port, user: administrator, password: 'present' };
  await (await createConnection(present)).end();
});

/** Sizes and parameters of stores, on the real servers with their start scripts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { passwordOf, runSetup, setupInput, startStore, tls } from '../../testing/store-scripts.ts';
import { createDatabases } from '../jobs/create-databases.ts';

const medium = (parameters: Readonly<Record<string, string>>) => ({ embedded: { size: 'medium', parameters } });

test('PostgreSQL has the parameters of its size, overridden by those of the spec', async () => {
  const spec = { data: { postgres: medium({ work_mem: '12MB', search_path: 'a, public' }) } };
  const store = await startStore({ store: 'postgres', user: 'postgres', spec });
  const input = setupInput('postgres', store.port);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const connection = { host: '127.0.0.1', port: store.port, user: 'order', database: 'order', ssl: tls };
  const client = new pg.Client({ ...connection, password: passwordOf('order') });
  await client.connect();
  const names = ['shared_buffers', 'effective_cache_size', 'work_mem', 'search_path', 'jit'];
  const rows: unknown[] = [];
  for (const name of names) rows.push((await client.query(`show ${name}`)).rows[0]?.[name]);
  await client.end();
  assert.deepEqual(rows, ['512MB', '1GB', '12MB', 'a, public', 'off']);
});

test('MariaDB likewise', async () => {
  const spec = { data: { mysql: medium({ 'max-connections': '77', 'init-connect': 'SET @a = 1' }) } };
  const store = await startStore({ store: 'mysql', user: 'mysql', spec });
  const input = setupInput('mysql', store.port);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const connection = { host: '127.0.0.1', port: store.port, user: 'product', ssl: tls };
  const client = await createConnection({ ...connection, password: passwordOf('product') });
  const [rows] = await client.query('select @@max_connections a, @@innodb_buffer_pool_size b, @@init_connect c');
  await client.end();
  assert.deepEqual(rows, [{ a: 77, b: 768 * 1024 * 1024, c: 'SET @a = 1' }]);
});

test('and Redis', async () => {
  const spec = { data: { redis: medium({ 'slowlog-max-len': '77' }) } };
  const store = await startStore({ store: 'redis', user: 'redis', spec });
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect({ host: 'localhost', port: store.port, ...tls });
    socket
      .on('data', (data) => (text += data.toString()))
      .once('close', () => resolve(text))
      .once('error', reject);
    socket.write(`AUTH gateway ${passwordOf('gateway', 'redis-password')}\r\nINFO memory\r\nQUIT\r\n`);
  });
  assert.match(answer, /\r\nmaxmemory:671088640\r\n/);
});

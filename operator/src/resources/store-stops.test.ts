/** Stops stores like the kubelet, with an idle client connected; Kafka: `kafka-script.test.ts`. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { connect } from 'node:tls';
import { until } from '@mambogo/testing/until.ts';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import type { StoreProcess } from '../../testing/start-store-process.ts';
import { passwordOf, runSetup, setupInput, startStore, tls } from '../../testing/store-scripts.ts';
import { createDatabases } from '../jobs/create-databases.ts';

/** Milliseconds, of the 60,000 after which the kubelet kills. */
const quick = 15_000;

async function stopsQuickly(context: TestContext, store: StoreProcess): Promise<void> {
  const began = performance.now();
  await store.stop();
  const took = performance.now() - began;
  context.diagnostic(`stopped in ${Math.round(took)} ms`);
  assert.ok(took < quick, `it took ${Math.round(took)} ms`);
}

/** Output arrives a moment after what it is about. Reports only the pattern: a server's whole log is no help. */
const logged = (store: StoreProcess, pattern: RegExp) =>
  until(`the log has ${pattern}`, () => pattern.test(store.output()));
const notLogged = (store: StoreProcess, pattern: RegExp) =>
  assert.ok(!pattern.test(store.output()), `the log has no ${pattern}`);

/** Errors of clients when their server stops. */
const withoutErrors = () => undefined;

test('PostgreSQL stops quickly and cleanly with a connected pool', async (context) => {
  const store = await startStore({ store: 'postgres', user: 'postgres' });
  const input = setupInput('postgres', store.port);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const order = { host: '127.0.0.1', port: store.port, user: 'order', database: 'order', ssl: tls };
  const client = new pg.Client({ ...order, password: passwordOf('order') }).on('error', withoutErrors);
  await client.connect();
  await stopsQuickly(context, store);
  await store.start();
  await logged(store, /database system was shut down/);
  notLogged(store, /not properly shut down|was interrupted/);
});

test('MariaDB stops quickly and cleanly with a connected pool', async (context) => {
  const store = await startStore({ store: 'mysql', user: 'mysql' });
  const input = setupInput('mysql', store.port);
  if (input.server !== 'kafka') await runSetup(() => createDatabases(input));
  const product = { host: '127.0.0.1', port: store.port, user: 'product', ssl: tls };
  const client = await createConnection({ ...product, password: passwordOf('product') });
  client.on('error', withoutErrors);
  await stopsQuickly(context, store);
  await logged(store, /Shutdown complete/);
  await store.start();
  notLogged(store, /crash recovery/);
});

test('Redis stops quickly and cleanly with a connected client', async (context) => {
  const store = await startStore({ store: 'redis', user: 'redis' });
  const client = connect({ host: 'localhost', port: store.port, ...tls }).on('error', withoutErrors);
  client.write(`AUTH gateway ${passwordOf('gateway', 'redis-password')}\r\n`);
  const [answer] = await once(client, 'data');
  assert.match(String(answer), /^\+OK/);
  await stopsQuickly(context, store);
  client.destroy();
  await logged(store, /Redis is now ready to exit/);
  await store.start();
  notLogged(store, /truncat/i);
});

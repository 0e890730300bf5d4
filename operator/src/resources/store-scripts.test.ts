import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import { fetchKafka } from '@mambogo/local/toolchain/fetch-kafka.ts';
import { cacheFolder } from '@mambogo/local/toolchain/folders.ts';
import { findStoreServers } from '@mambogo/local/toolchain/store-servers.ts';
import { Admin, Producer } from '@platformatic/kafka';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createDatabases } from '../jobs/create-databases.ts';
import { createTopics } from '../jobs/create-topics.ts';
import { fieldText } from '../kube/kube-object.ts';
import { sampleShop } from '../testing/sample-shop.ts';
import { type StoreProcess, type StoreProcessSettings, storeProcess } from '../testing/store-process.ts';
import { until } from '../testing/until.ts';
import { PrepareInput } from './prepare-input.ts';

const shop = sampleShop();
const servers = findStoreServers().servers ?? assert.fail('the stores are not installed');
const PATH = [
  servers.postgres,
  dirname(servers.mariadbd),
  dirname(servers.mariadbInstall),
  dirname(servers.redis),
  process.env.PATH,
].join(':');

async function running(settings: Omit<StoreProcessSettings, 'shop'>): Promise<StoreProcess> {
  const store = await storeProcess({ ...settings, shop, environment: { PATH, ...settings.environment } });
  after(async () => {
    await store.stop();
    store.remove();
  });
  await store.start();
  return store;
}
const restart = async (store: StoreProcess, signal?: NodeJS.Signals) => {
  await store.stop(signal);
  await store.start();
};

/** A store that has just opened its port may refuse for a moment; a Job is tried again as well. */
const setUp = (work: () => Promise<void>) => until(() => work().then(() => true), 30_000);

/** What the setup Job of a store is told, at the port the store has here. */
function setupInput(store: string, port: number): PrepareInput {
  const secret = shop.objects.find(
    ({ kind, metadata }) => kind === 'Secret' && metadata.name === `shop-${store}-setup`,
  );
  const text = Buffer.from(fieldText(secret?.data, 'input.json') ?? '', 'base64').toString();
  return PrepareInput.parse({ ...JSON.parse(text), host: '127.0.0.1', port });
}
const passwordOf = (service: string, key = 'database-password', secretName = `shop-${service}-credentials`): string => {
  const secret = shop.objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === secretName);
  return Buffer.from(fieldText(secret?.data, key) ?? '', 'base64').toString();
};

test('PostgreSQL starts from nothing, is set up, and keeps what it has over a restart', async () => {
  const store = await running({ store: 'postgres', user: 'postgres' });
  const input = setupInput('postgres', store.port);
  if (input.server !== 'kafka') await setUp(() => createDatabases(input));
  const ask = async (sql: string, password = passwordOf('order')) => {
    const client = new pg.Client({ host: '127.0.0.1', port: store.port, user: 'order', database: 'order', password });
    await client.connect();
    return (await client.query(sql).finally(() => client.end())).rows;
  };
  await ask('create table kept as select 1 as one');
  await restart(store);
  assert.deepEqual(await ask('select one from kept'), [{ one: 1 }]);
  await assert.rejects(ask('select 1', 'wrong'), /authentication failed/);
});

test('MariaDB starts from nothing, is set up, and lets nobody in without a password', async () => {
  const store = await running({ store: 'mysql', user: 'mysql' });
  const input = setupInput('mysql', store.port);
  if (input.server !== 'kafka') await setUp(() => createDatabases(input));
  const ask = async (user: string, password: string, sql: string) => {
    const connection = await createConnection({ host: '127.0.0.1', port: store.port, user, password });
    return connection.query(sql).finally(() => connection.end());
  };
  await ask('product', passwordOf('product'), 'create table product.kept (one int)');
  await restart(store);
  await ask('product', passwordOf('product'), 'select one from product.kept');
  for (const user of ['root', '', 'mambogo_admin']) await assert.rejects(ask(user, '', 'select 1'), /Access denied/);
});

test('Redis knows its users by their own passwords and lets each see its own keys', async () => {
  const store = await running({ store: 'redis', user: 'redis' });
  const { Socket } = await import('node:net');
  const say = (...commands: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = new Socket().connect(store.port, '127.0.0.1');
      let answer = '';
      socket
        .on('data', (data) => (answer += data.toString()))
        .once('close', () => resolve(answer))
        .once('error', reject);
      socket.write([...commands, 'QUIT', ''].join('\r\n'));
    });
  const password = passwordOf('gateway', 'redis-password');
  assert.match(await say('GET a'), /NOAUTH/);
  assert.match(
    await say(`AUTH gateway ${password}`, 'SET shop-gateway:a 1', 'GET shop-gateway:a'),
    /^\+OK\r\n\+OK\r\n\$1\r\n1/,
  );
  assert.match(await say(`AUTH gateway ${password}`, 'GET shop-cart||a'), /NOPERM/);
  assert.match(
    await say(`AUTH cart ${passwordOf('cart', 'redis-password', 'shop-cart')}`, 'SET shop-cart||a 1'),
    /^\+OK\r\n\+OK/,
  );
  const asGateway = `AUTH gateway ${password}`;
  const asCart = `AUTH cart ${passwordOf('cart', 'redis-password', 'shop-cart')}`;
  const script = `redis.call('SET',KEYS[1],1);return(redis.call('INCR',KEYS[1]))`;
  await say(asGateway, `EVAL "${script}" 1 shop-gateway:n`);
  await say(asCart, 'MULTI', 'HSET shop-cart||b data 1', 'HSET shop-cart||b version 1', 'EXEC');
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await restart(store, signal);
    assert.match(await say(asGateway, 'GET shop-gateway:a'), /\$1\r\n1/);
    assert.match(await say(asGateway, 'GET shop-gateway:n'), /\$1\r\n2/, 'what a script wrote');
    assert.match(await say(asCart, 'HGET shop-cart||b data'), /\$1\r\n1/, 'what a transaction wrote');
    for (const nobody of ['AUTH default default', 'AUTH default ""', 'AUTH default'])
      assert.match(await say(nobody), /^-WRONGPASS/, nobody);
    assert.match(await say('GET shop-gateway:a'), /^-NOAUTH/);
  }
});

test('Kafka lets each service write what it states, and nobody without a password', async () => {
  const kafka = await fetchKafka(cacheFolder(), '/dev/null');
  const store = await running({
    store: 'kafka',
    environment: { CLASSPATH: kafka.classPath, PATH: `${dirname(kafka.java)}:${PATH}` },
    replace: { 'shop-kafka-0.shop-kafka.demo.svc': '127.0.0.1', '$HOSTNAME.shop-kafka.demo.svc': '127.0.0.1' },
  });
  const input = setupInput('kafka', store.port);
  if (input.server !== 'kafka') assert.fail('this is no setup of Kafka');
  await setUp(() => createTopics(input));
  const grown = input.topics.map((topic) => ({ ...topic, partitions: topic.partitions + 1 }));
  await setUp(() => createTopics({ ...input, topics: grown }));
  const common = {
    clientId: 'test',
    bootstrapBrokers: [{ host: '127.0.0.1', port: store.port }],
    retries: 0,
    timeout: 5_000,
  };
  const admin = new Admin({ ...common, sasl: { mechanism: 'PLAIN', ...input.admin } });
  await until(async () => {
    const { topics } = await admin.metadata({ topics: grown.map(({ name }) => name), forceUpdate: true });
    for (const { name, partitions } of grown) assert.equal(topics.get(name)?.partitionsCount, partitions, name);
    return true;
  });
  await admin.close();

  const write = async (
    service: string,
    topic: string,
    password = passwordOf(service, 'kafka-password', `shop-${service}`),
  ) => {
    const producer = new Producer({ ...common, sasl: { mechanism: 'PLAIN', username: `shop-${service}`, password } });
    try {
      await producer.send({ messages: [{ topic, key: Buffer.from('k'), value: Buffer.from('v') }] });
    } finally {
      await producer.close();
    }
  };
  // A topic that was just made, or a broker that just came back, has no leader for a moment.
  const writes = (service: string, topic: string) => until(() => write(service, topic).then(() => true), 30_000);
  const because = (id: string) => (error: unknown) => inspect(error, { depth: 6 }).includes(id);
  await writes('order', 'order.events');
  await writes('order', 'order.dead-letters');
  await writes('payment', 'payment.events');
  await assert.rejects(write('order', 'payment.events'), because('TOPIC_AUTHORIZATION_FAILED'));
  await assert.rejects(write('cart', 'order.events'), because('TOPIC_AUTHORIZATION_FAILED'));
  await assert.rejects(write('order', 'order.events', 'wrong'), because('SASL_AUTHENTICATION_FAILED'));
  await restart(store);
  await writes('payment', 'payment.events');
});

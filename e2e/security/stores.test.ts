/** The local stores: a local user without a password has no access, and a service only its own. */
import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { inspect } from 'node:util';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import { Admin, Consumer } from '@platformatic/kafka';
import { localShop } from '../shop-under-test.ts';
import { brokerAs, produce } from '../shopper/broker.ts';

const shop = localShop();
const { stores } = shop.ports;
type Who = Parameters<typeof brokerAs>[0];

const rejectsWith = (id: string) => (error: unknown) => inspect(error, { depth: 8 }).includes(id);
const withoutRetry = (who: Who) => ({ ...brokerAs(who), retries: 0, timeout: 5_000, connectTimeout: 5_000 });

/** Reads a topic's first messages with these credentials, in this consumer group. */
async function read(topic: string, groupId: string, who: Who): Promise<void> {
  const consumer = new Consumer({ ...withoutRetry(who), groupId });
  try {
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false, maxWaitTime: 500 });
    await stream.close();
  } finally {
    await consumer.close(true);
  }
}

test('Kafka: without credentials nobody reads, writes or lists topics', { timeout: 60_000 }, async () => {
  await assert.rejects(produce('inventory.events', ['{}'], 'nobody'));
  await assert.rejects(read('order.events', 'strangers', 'nobody'));
  const admin = new Admin(withoutRetry('nobody'));
  await assert.rejects(admin.listTopics());
  await admin.close();
});

test('Kafka: rejects a wrong password', { timeout: 60_000 }, async () => {
  for (const user of ['inventory', kafkaAdmin] as const) {
    const login = { ...shop.kafkaLogin(user), password: 'mambogo' };
    await assert.rejects(produce('inventory.events', ['{}'], login), rejectsWith('SASL_AUTHENTICATION_FAILED'));
  }
});

test('Kafka: a service writes only its own events, anchors and dead letters', { timeout: 60_000 }, async () => {
  const services = shop.model.services.filter(({ blueprint }) => blueprint.components.includes('events'));
  assert.ok(services.length >= 5);
  for (const { name, blueprint, deadLetterTopic } of services)
    for (const topic of shop.model.topics.map((one) => one.name)) {
      if (topic === blueprint.emits || topic === anchorTopicOf(name) || topic === deadLetterTopic) continue;
      const forging = produce(topic, ['{}'], shop.kafkaLogin(name));
      await assert.rejects(forging, rejectsWith('TOPIC_AUTHORIZATION_FAILED'), `${name} wrote to ${topic}`);
    }
});

test('Kafka: a service reads only the topics it subscribes to, in its own group', {
  timeout: 60_000,
}, async () => {
  const as = (name: ServiceName) => shop.kafkaLogin(name);
  await read('order.events', `${shop.name}-cart.journey`, as('cart'));
  const topic = rejectsWith('TOPIC_AUTHORIZATION_FAILED');
  await assert.rejects(read('payment.events', `${shop.name}-cart.journey`, as('cart')), topic);
  await assert.rejects(read('order.dead-letters', `${shop.name}-cart.journey`, as('cart')), topic);
  const group = rejectsWith('GROUP_AUTHORIZATION_FAILED');
  await assert.rejects(read('order.events', `${shop.name}-inventory`, as('cart')), group);
});

test('PostgreSQL rejects connections without a password', async () => {
  for (const user of ['postgres', 'order', 'identity'])
    for (const password of ['', user]) {
      const asking = runCommand({
        command: 'psql',
        args: ['-X', '-w', '-h', '127.0.0.1', '-p', String(stores.postgres), '-U', user, '-d', user, '-c', 'select 1'],
        environment: { PGPASSWORD: password },
      });
      await assert.rejects(asking, /no password supplied|password authentication failed/, user);
    }
});

test('MariaDB rejects connections without a password, by port or by socket', async () => {
  const endpoints = [
    ['--protocol=tcp', '--host=127.0.0.1', `--port=${stores.mariadb}`],
    ['--protocol=socket', `--socket=${shop.folders.data}/mariadb/data/mariadb.sock`],
  ];
  for (const endpoint of endpoints)
    for (const user of ['root', 'mysql', 'product', 'mariadb.sys', 'nobody']) {
      const asking = runCommand({
        command: 'mariadb',
        args: ['--no-defaults', ...endpoint, `--user=${user}`, '--password=', '-e', 'select 1'],
      });
      await assert.rejects(asking, /Access denied|Permission denied/, `${user} ${endpoint[0]}`);
    }
});

test('Redis rejects connections without a password', async () => {
  const redisCommand = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = new Socket().connect(stores.redis, '127.0.0.1');
      let answer = '';
      socket.on('data', (data) => (answer += data.toString())).once('close', () => resolve(answer));
      socket.once('error', reject).end(`${text}\r\nQUIT\r\n`);
    });
  for (const command of ['DBSIZE', `GET ${shop.name}-cart||a`]) assert.match(await redisCommand(command), /^-NOAUTH/);
  for (const user of ['default', 'cart', 'gateway']) assert.match(await redisCommand(`AUTH ${user} ""`), /^-WRONGPASS/);
});

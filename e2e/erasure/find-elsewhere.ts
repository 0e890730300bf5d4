/** Finds a text outside the databases: in Redis, the provider's ledger, topics and log files. */
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runCommand } from '@mambogo/local/supervisor/run-command.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import { Admin } from '@platformatic/kafka';
import { localShop, provider } from '../shop-under-test.ts';
import { brokerAs } from '../shopper/broker.ts';
import { exchange } from '../shopper/exchange.ts';
import { readTopic } from '../shopper/read-topic.ts';

/** In everything that the services with Redis access can read: keys and values. */
export async function findInRedis(needle: string): Promise<string[]> {
  const shop = localShop();
  const found: string[] = [];
  for (const user of ['cart', 'gateway'] as const) {
    const redis = (args: readonly string[], input?: string) =>
      runCommand({
        command: 'redis-cli',
        args: ['-h', '127.0.0.1', '-p', String(shop.ports.stores.redis), '--user', user, ...args],
        environment: { REDISCLI_AUTH: shop.credential(user, 'redis-password') },
        input,
      });
    const keys = await redis(['--scan', '--pattern', `${shop.name}-${user}*`]);
    // One of the two is rejected, as a key has one type.
    const commands = keys
      .split('\n')
      .flatMap((key) => (key ? ['get', 'hgetall'].map((command) => `${command} ${JSON.stringify(key)}\n`) : []));
    const values = commands.length > 0 ? await redis([], commands.join('')) : '';
    if (`${keys}${values}`.toLowerCase().includes(needle)) found.push(`redis ${user}`);
  }
  return found;
}

export async function findInLedger(needle: string): Promise<string[]> {
  const { url, key } = provider();
  const { text: ledger } = await exchange(new URL('/v1/ledger', url), { headers: { authorization: `Bearer ${key}` } });
  return ledger.toLowerCase().includes(needle) ? ['ledger'] : [];
}

export async function findInLogs(needle: string): Promise<string[]> {
  const { data } = localShop().folders;
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (/\.log$/.test(entry.name) || /[/]logs?([/]|$)/.test(`${entry.parentPath}/`)))
    // Kafka's data files are skipped; topics are read as messages.
    .filter(({ parentPath }) => !parentPath.includes('/kafka/'));
  const found: string[] = [];
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    if ((await text(createReadStream(path))).toLowerCase().includes(needle)) found.push(`log ${name}`);
  }
  return found;
}

/** In every message of every topic, from the first one. */
export async function findInTopics(needle: string): Promise<string[]> {
  const admin = new Admin(brokerAs(localShop().kafkaLogin(kafkaAdmin)));
  const topics = (await admin.listTopics()).filter((topic) => !topic.startsWith('__'));
  await admin.close();
  // In parallel: joining and leaving a consumer group is mostly waiting.
  const found = await Promise.all(topics.map((topic) => isInTopic(topic, needle)));
  return topics.filter((_, index) => found[index]).map((topic) => `topic ${topic}`);
}

async function isInTopic(topic: string, needle: string): Promise<boolean> {
  for await (const { key, value } of readTopic(localShop(), topic))
    if (`${key}\n${value}`.toLowerCase().includes(needle)) return true;
  return false;
}

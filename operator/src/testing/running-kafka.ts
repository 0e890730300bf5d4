/** Kafka by the very start script of its pod, its topics made. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { fetchKafka } from '@mambogo/local/toolchain/fetch-kafka.ts';
import { cacheFolder } from '@mambogo/local/toolchain/folders.ts';
import { createTopics } from '../jobs/create-topics.ts';
import { PATH, running, setUp, setupInput } from './store-scripts.ts';

export async function runningKafka() {
  const kafka = await fetchKafka(cacheFolder(), '/dev/null');
  const store = await running({
    store: 'kafka',
    environment: { CLASSPATH: kafka.classPath, PATH: `${dirname(kafka.java)}:${PATH}` },
    replace: { 'shop-kafka-0.shop-kafka.demo.svc': '127.0.0.1', '$HOSTNAME.shop-kafka.demo.svc': '127.0.0.1' },
  });
  const input = setupInput('kafka', store.port);
  if (input.server !== 'kafka') assert.fail('this is no setup of Kafka');
  await setUp(() => createTopics(input));
  return { store, input };
}

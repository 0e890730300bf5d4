/** Starts Kafka with its pod's start script, and creates its topics. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { fetchKafka } from '@mambogo/local/toolchain/fetch-kafka.ts';
import { createTopics } from '../src/jobs/create-topics.ts';
import { PATH, runSetup, setupInput, startStore } from './store-scripts.ts';

export async function startKafka() {
  const kafka = await fetchKafka(cacheFolder(), '/dev/null');
  const store = await startStore({
    store: 'kafka',
    environment: { CLASSPATH: kafka.classPath, PATH: `${dirname(kafka.java)}:${PATH}` },
    replace: { 'shop-kafka-0.shop-kafka.demo.svc': '127.0.0.1', '$HOSTNAME.shop-kafka.demo.svc': '127.0.0.1' },
  });
  const input = setupInput('kafka', store.port);
  if (input.server !== 'kafka') assert.fail('not a set-up input of Kafka');
  await runSetup(() => createTopics(input));
  return { store, input };
}

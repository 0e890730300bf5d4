import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Admin, Producer } from '@platformatic/kafka';
import { startKafka } from '../../testing/start-kafka.ts';
import { passwordOf, runSetup, tls, untrustedCa } from '../../testing/store-scripts.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { emptyTopics } from '../jobs/backup/empty-topics.ts';
import { createTopics, topicIds } from '../jobs/create-topics.ts';

test('allows each service to write its own events only, and no access without a password', async (t) => {
  const { store, input } = await startKafka();
  const grown = input.topics.map((topic) => ({ ...topic, partitions: topic.partitions + 1 }));
  await runSetup(() => createTopics({ ...input, topics: grown }));
  const common = {
    clientId: 'test',
    bootstrapBrokers: [{ host: '127.0.0.1', port: store.port }],
    retries: 0,
    timeout: 5_000,
    tls,
  };
  const admin = new Admin({ ...common, sasl: { mechanism: 'PLAIN', ...input.admin } });
  await waitUntil(async () => {
    const { topics } = await admin.metadata({ topics: grown.map(({ name }) => name), forceUpdate: true });
    for (const { name, partitions } of grown) assert.equal(topics.get(name)?.partitionsCount, partitions, name);
    return true;
  });

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
  // A new topic, or a restarted broker, has no leader for a moment.
  const writes = (service: string, topic: string) => waitUntil(() => write(service, topic).then(() => true), 30_000);
  const because = (id: string) => (error: unknown) => inspect(error, { depth: 6 }).includes(id);
  for (const wrong of [{ tls: untrustedCa }, { tls: undefined }]) {
    const untrusted = new Admin({ ...common, ...wrong, sasl: { mechanism: 'PLAIN', ...input.admin } });
    await assert.rejects(untrusted.listTopics());
    await untrusted.close();
  }
  await writes('order', 'order.events');
  await writes('order', 'order.dead-letters');
  await writes('payment', 'payment.events');
  await assert.rejects(write('order', 'payment.events'), because('TOPIC_AUTHORIZATION_FAILED'));
  await assert.rejects(write('cart', 'order.events'), because('TOPIC_AUTHORIZATION_FAILED'));
  await assert.rejects(write('order', 'order.events', 'wrong'), because('SASL_AUTHENTICATION_FAILED'));
  // Like the kubelet, which kills after 60 s.
  await t.test('stops soon and cleanly with a connected client, and continues', async (context) => {
    await admin.listTopics();
    const began = performance.now();
    await store.stop();
    const took = Math.round(performance.now() - began);
    context.diagnostic(`stopped in ${took} ms`);
    assert.ok(took < 15_000, `it took ${took} ms`);
    await admin.close();
    await store.start();
    await writes('payment', 'payment.events');
    const clean = /Skipping recovery of \d+ logs? from .* since clean shutdown file was found/;
    // Only the pattern: a server's whole log is no help.
    assert.ok(clean.test(store.output()), `the log has ${clean}`);
  });
  await t.test('is emptied for a restore, but for the anchors, and set up again', async () => {
    const before = await topicIds(input);
    await emptyTopics(input);
    const left = [...(await topicIds(input)).keys()].sort();
    assert.deepEqual(left, [...before.keys()].filter((name) => name.endsWith('.anchors')).sort());
    await createTopics(input);
    // The broker's list of topics lags behind their creation.
    const after = await waitUntil(async () => {
      const found = await topicIds(input);
      return found.size === before.size ? found : undefined;
    });
    const kept = [...after].filter(([name, id]) => before.get(name) === id).map(([name]) => name);
    assert.deepEqual(kept.sort(), left);
  });
});

/** A broker that goes from one generation of credentials to the next, with its own start script and the set-up Job's work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Producer } from '@platformatic/kafka';
import { startKafka } from '../../testing/start-kafka.ts';
import { restart, runSetup, setupInput, shopAt, tls } from '../../testing/store-scripts.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { createTopics } from '../jobs/create-topics.ts';
import { fieldText } from '../kube/kube-object.ts';
import { handedOver, settledAt } from '../model/credential-generations.ts';

const granting = shopAt(handedOver(1, 2, undefined));
const settling = shopAt(handedOver(1, 2, 'components'));
const second = shopAt(settledAt(2, 1));

const passwordIn = ({ objects }: ReturnType<typeof shopAt>, name: string): string => {
  const secret = objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === name);
  return Buffer.from(fieldText(secret?.data, 'kafka-password') ?? '', 'base64').toString();
};
const logins = {
  first: { username: 'shop-order', password: passwordIn(granting, 'shop-order') },
  second: { username: 'shop-order_g2', password: passwordIn(second, 'shop-order-g2') },
};

test('both log-ins write while they are handed over, and only the second afterwards', async () => {
  const { store } = await startKafka();
  const write = async (login: keyof typeof logins, topic = 'order.events') => {
    const producer = new Producer({
      clientId: 'test',
      bootstrapBrokers: [{ host: '127.0.0.1', port: store.port }],
      retries: 0,
      timeout: 5_000,
      tls,
      sasl: { mechanism: 'PLAIN', ...logins[login] },
    });
    try {
      await producer.send({ messages: [{ topic, key: Buffer.from('k'), value: Buffer.from('v') }] });
    } finally {
      await producer.close();
    }
  };
  const writes = (login: keyof typeof logins) => waitUntil(() => write(login).then(() => true), 30_000);
  const because = (id: string) => (error: unknown) => inspect(error, { depth: 6 }).includes(id);
  const take = async (shop: ReturnType<typeof shopAt>) => {
    store.become(shop);
    await restart(store);
    const input = setupInput('kafka', store.port, undefined, shop);
    if (input.server !== 'kafka') assert.fail('not a set-up input of Kafka');
    await runSetup(() => createTopics(input));
  };
  await writes('first');
  for (const shop of [granting, settling]) {
    await take(shop);
    await writes('first');
    await writes('second');
  }
  await assert.rejects(write('second', 'payment.events'), because('TOPIC_AUTHORIZATION_FAILED'));
  await take(second);
  await writes('second');
  await assert.rejects(write('first'), because('SASL_AUTHENTICATION_FAILED'));
  store.become(granting);
  await restart(store);
  await writes('second');
  await assert.rejects(write('first'), because('TOPIC_AUTHORIZATION_FAILED'), 'its ACLs are gone, too');
});

/** The broker itself, past every service: what somebody could put into a topic who should not. */
import { Producer, stringSerializers } from '@platformatic/kafka';
import { shopInside } from '../shop-under-test.ts';

/** Puts messages into a topic as they are. */
export async function produce(topic: string, values: readonly string[]): Promise<void> {
  const { ports } = shopInside();
  const producer = new Producer({
    clientId: 'journey',
    bootstrapBrokers: [`127.0.0.1:${ports.stores.kafka}`],
    serializers: stringSerializers,
  });
  try {
    await producer.send({ messages: values.map((value) => ({ topic, key: 'journey', value })) });
  } finally {
    await producer.close();
  }
}

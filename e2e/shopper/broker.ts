/** Direct access to the broker, bypassing the services: for what an intruder could publish. */
import type { KafkaLogin } from '@mambogo/local/shop/shop-addresses.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import { Producer, stringSerializers } from '@platformatic/kafka';
import { localShop } from '../shop-under-test.ts';

/**
 * Publishes raw messages to a topic.
 * @param login default: the superuser
 */
export async function produce(
  topic: string,
  values: readonly string[],
  login: KafkaLogin | 'nobody' = localShop().kafkaLogin(kafkaAdmin),
): Promise<void> {
  const producer = new Producer({ ...brokerAs(login), serializers: stringSerializers });
  try {
    await producer.send({ messages: values.map((value) => ({ topic, key: 'journey', value })) });
  } finally {
    await producer.close();
  }
}

/** Client options for connecting to the broker with these credentials. */
export const brokerAs = (login: KafkaLogin | 'nobody') => ({
  clientId: 'journey',
  bootstrapBrokers: [`127.0.0.1:${localShop().ports.stores.kafka}`],
  ...(login === 'nobody' ? {} : { sasl: login }),
});

/** The broker itself, past every service: what somebody could put into a topic who should not. */
import type { KafkaLogin } from '@mambogo/local/shop/shop-addresses.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import { Producer, stringSerializers } from '@platformatic/kafka';
import { localShop } from '../shop-under-test.ts';

/**
 * Puts messages into a topic as they are.
 * @param login default: as who may do everything
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

/** How a client reaches the broker as somebody. */
export const brokerAs = (login: KafkaLogin | 'nobody') => ({
  clientId: 'journey',
  bootstrapBrokers: [`127.0.0.1:${localShop().ports.stores.kafka}`],
  ...(login === 'nobody' ? {} : { sasl: login }),
});

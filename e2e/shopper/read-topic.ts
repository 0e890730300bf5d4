/** Reads a topic from its first message to the one that is the last at the call. */

import type { ShopAddresses } from '@mambogo/local/shop/shop-addresses.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import { Consumer, ListOffsetTimestamps, stringDeserializers } from '@platformatic/kafka';

export interface TopicMessage {
  readonly key: string;
  readonly value: string;
}

export async function* readTopic(shop: ShopAddresses, topic: string): AsyncGenerator<TopicMessage> {
  const consumer = new Consumer({
    clientId: 'reader',
    bootstrapBrokers: [`127.0.0.1:${shop.ports.stores.kafka}`],
    sasl: shop.kafkaLogin(kafkaAdmin),
    groupId: `reader-${crypto.randomUUID()}`,
    deserializers: stringDeserializers,
  });
  try {
    const begins = await offsets(consumer, topic, ListOffsetTimestamps.EARLIEST);
    const ends = await offsets(consumer, topic, ListOffsetTimestamps.LATEST);
    const left = new Map([...ends].filter(([partition, end]) => end > (begins.get(partition) ?? 0n)));
    if (left.size === 0) return;
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false, maxWaitTime: 500 });
    try {
      for await (const { partition, offset, key, value } of stream) {
        yield { key: String(key), value: String(value) };
        if (offset + 1n >= (left.get(partition) ?? 0n)) left.delete(partition);
        if (left.size === 0) return;
      }
      throw new Error(`${topic} ended early`);
    } finally {
      await stream.close();
    }
  } finally {
    await consumer.close(true);
  }
}

async function offsets(
  consumer: Pick<Consumer, 'listOffsets'>,
  topic: string,
  timestamp: bigint,
): Promise<Map<number, bigint>> {
  const all = (await consumer.listOffsets({ topics: [topic], timestamp })).get(topic) ?? [];
  return new Map(all.map((offset, partition) => [partition, offset]));
}

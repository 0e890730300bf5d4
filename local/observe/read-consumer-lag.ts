/** How many events of each topic a consumer has not acknowledged, from the broker. */
import { Admin, type AdminOptions } from '@platformatic/kafka';

export interface ConsumerLag {
  /** The consumer group: its app id. */
  readonly consumer: string;
  readonly topic: string;
  readonly events: number;
}

/** Asks for the offset after the last record. */
const latest = -1n;

export async function readConsumerLag(options: AdminOptions): Promise<ConsumerLag[]> {
  const admin = new Admin(options);
  try {
    const names = [...(await admin.listGroups()).keys()];
    if (names.length === 0) return [];
    const groups = await admin.listConsumerGroupOffsets({ groups: names });
    const partitions = new Map<string, Set<number>>();
    for (const { topics } of groups)
      for (const { name, partitions: consumed } of topics)
        partitions.set(name, new Set([...(partitions.get(name) ?? []), ...consumed.map((one) => one.partitionIndex)]));
    const ends = await admin.listOffsets({
      topics: [...partitions].map(([name, indexes]) => ({
        name,
        partitions: [...indexes].map((partitionIndex) => ({ partitionIndex, timestamp: latest })),
      })),
    });
    const endOf = (topic: string, index: number) =>
      ends.find(({ name }) => name === topic)?.partitions.find((one) => one.partitionIndex === index)?.offset ?? 0n;
    return groups.flatMap(({ groupId, topics }) =>
      topics.map(({ name, partitions: consumed }) => ({
        consumer: groupId,
        topic: name,
        events: consumed.reduce((sum, { partitionIndex, committedOffset }) => {
          const waiting = Number(endOf(name, partitionIndex) - (committedOffset < 0n ? 0n : committedOffset));
          return sum + Math.max(0, waiting);
        }, 0),
      })),
    );
  } finally {
    await admin.close();
  }
}

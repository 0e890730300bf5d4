/** Creates a shop's topics, which must be there before any sidecar subscribes. Nothing is ever deleted. */
import type { TopicBlueprint } from '@mambogo/blueprint/topics.ts';
import { Admin } from '@platformatic/kafka';

export async function createTopics(broker: string, topics: readonly TopicBlueprint[]): Promise<void> {
  const admin = new Admin({ clientId: 'mambogo-runner', bootstrapBrokers: [broker], retries: 5 });
  try {
    const present = new Set(await admin.listTopics());
    for (const topic of topics.filter(({ name }) => !present.has(name))) {
      await admin.createTopics({
        topics: [topic.name],
        partitions: topic.partitions,
        replicas: 1,
        configs: Object.entries(topicSettings(topic)).map(([name, value]) => ({ name, value })),
      });
    }
  } finally {
    await admin.close();
  }
}

/** A topic's settings, as Kafka names them. Pure. */
export const topicSettings = ({ cleanup }: TopicBlueprint): Record<string, string> =>
  cleanup.policy === 'compact'
    ? { 'cleanup.policy': 'compact' }
    : { 'cleanup.policy': 'delete', 'retention.ms': String(cleanup.retentionDays * 86_400_000) };

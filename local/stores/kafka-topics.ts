/**
 * Creates a shop's topics, which must be there before any sidecar subscribes. Nothing is ever deleted.
 *
 * One partition each: a sidecar makes its batches partition by partition, and on one machine a consumer is one process.
 * With as many partitions as a cluster has, nearly every event would come alone.
 */
import { type TopicBlueprint, topicSettings } from '@mambogo/blueprint/topics.ts';
import { Admin } from '@platformatic/kafka';

export async function createTopics(broker: string, topics: readonly TopicBlueprint[]): Promise<void> {
  const admin = new Admin({ clientId: 'mambogo-runner', bootstrapBrokers: [broker], retries: 5 });
  try {
    const present = new Set(await admin.listTopics());
    for (const topic of topics.filter(({ name }) => !present.has(name))) {
      await admin.createTopics({
        topics: [topic.name],
        partitions: 1,
        replicas: 1,
        configs: Object.entries(topicSettings(topic)).map(([name, value]) => ({ name, value })),
      });
    }
  } finally {
    await admin.close();
  }
}

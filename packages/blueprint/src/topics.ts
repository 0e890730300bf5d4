/** The topics with partitions and retention. Their publishers are in services.ts. */
import { anchorTopicOf, type Topic, topics as topicNames } from '@mambogo/contracts/events/event.ts';

export interface TopicBlueprint {
  readonly name: string;
  readonly partitions: number;
  readonly cleanup:
    | { readonly policy: 'delete'; readonly retentionDays: number }
    | { readonly policy: 'compact' }
    | { readonly policy: 'keep' };
}

const topicsByName: Readonly<Record<Topic, Omit<TopicBlueprint, 'name'>>> = {
  'order.events': { partitions: 8, cleanup: { policy: 'delete', retentionDays: 30 } },
  'payment.events': { partitions: 4, cleanup: { policy: 'delete', retentionDays: 90 } },
  'inventory.events': { partitions: 6, cleanup: { policy: 'delete', retentionDays: 7 } },
  'product.events': { partitions: 2, cleanup: { policy: 'compact' } },
  'identity.events': { partitions: 2, cleanup: { policy: 'delete', retentionDays: 30 } },
  'pricing.events': { partitions: 2, cleanup: { policy: 'delete', retentionDays: 30 } },
};

/** The topics of the contracts. */
export const topics: readonly (TopicBlueprint & { readonly name: Topic })[] = topicNames.map((name) => ({
  name,
  ...topicsByName[name],
}));

/** The topic of a consumer's dead letters. */
export function deadLetterTopic(consumer: string): TopicBlueprint {
  return { name: `${consumer}.dead-letters`, partitions: 2, cleanup: { policy: 'delete', retentionDays: 7 } };
}

/** The topic of a service's anchors, kept for ever. */
export const anchorTopic = (service: string): TopicBlueprint => ({
  name: anchorTopicOf(service),
  partitions: 1,
  cleanup: { policy: 'keep' },
});

/** Longer than the retention of every topic that is consumed; inboxes are kept longer (120 days). */
export const consumerOffsetRetentionDays = 100;

/** A topic's configuration for Kafka. */
export const topicSettings = ({ cleanup }: Pick<TopicBlueprint, 'cleanup'>): Record<string, string> =>
  cleanup.policy === 'compact'
    ? { 'cleanup.policy': 'compact' }
    : {
        'cleanup.policy': 'delete',
        'retention.ms': cleanup.policy === 'keep' ? '-1' : String(cleanup.retentionDays * 86_400_000),
      };

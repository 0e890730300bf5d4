/**
 * A shop's topics, which must be there before any sidecar subscribes, and who may use them.
 *
 * One partition each: a sidecar makes its batches partition by partition, and on one machine a consumer is one process.
 * With as many partitions as a cluster has, nearly every event would come alone.
 */
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import { kafkaGrants } from '@mambogo/operator/resources/kafka-users.ts';
import type { TopicsInput } from '@mambogo/operator/resources/prepare-input.ts';
import { kafkaPasswordPurpose } from '@mambogo/operator/resources/secret-purposes.ts';

export const topicsOnOneMachine = (model: Model, port: number, secret: (purpose: string) => string): TopicsInput => ({
  host: '127.0.0.1',
  port,
  admin: { mechanism: 'PLAIN', username: kafkaAdmin, password: secret(kafkaPasswordPurpose(kafkaAdmin)) },
  topics: model.topics.map((topic) => ({ ...topic, partitions: 1 })),
  copies: 1,
  grants: kafkaGrants(model),
});

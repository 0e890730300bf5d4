/**
 * A shop's topics, which must be there before any sidecar subscribes, and who may use them.
 *
 * One partition each: a sidecar makes its batches partition by partition, and on one machine a consumer is one process.
 * With as many partitions as a cluster has, nearly every event would come alone.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createTopics, topicIds } from '@mambogo/operator/jobs/create-topics.ts';
import { kafkaAdmin } from '@mambogo/operator/model/kafka-settings.ts';
import type { Model } from '@mambogo/operator/model/model.ts';
import { kafkaGrants } from '@mambogo/operator/resources/kafka-users.ts';
import { kafkaPasswordPurpose } from '@mambogo/operator/resources/secret-purposes.ts';
import type { TopicsInput } from '@mambogo/operator/resources/setup-job-input.ts';
import { z } from 'zod';
import { runIfChanged } from './run-if-changed.ts';

export const localTopicsInput = (model: Model, port: number, secret: (purpose: string) => string): TopicsInput => ({
  host: '127.0.0.1',
  port,
  admin: { mechanism: 'PLAIN', username: kafkaAdmin, password: secret(kafkaPasswordPurpose(kafkaAdmin)) },
  topics: model.topics.map((topic) => ({ ...topic, partitions: 1 })),
  copies: 1,
  grants: kafkaGrants(model),
});

/**
 * Makes the topics that are not there, and writes the ids of all into a file, for services to notice that a topic has begun
 * anew (packages/messaging/src/outbox/topic-epochs.ts).
 *
 * @param stampFile beside the broker's data
 * @param tailLostSince after a stop that was not clean; else what the file says stays
 */
export async function applyTopics(
  topics: TopicsInput,
  stampFile: string,
  idsFile: string,
  tailLostSince?: string,
): Promise<void> {
  await runIfChanged(JSON.stringify(topics), stampFile, () => createTopics(topics));
  let ids = await topicIds(topics);
  if (ids.size < topics.topics.length) {
    await createTopics(topics);
    ids = await topicIds(topics);
  }
  const before = existsSync(idsFile) ? readFileSync(idsFile, 'utf8') : '{}';
  const known = z.object({ tailLostSince: z.string().optional() }).parse(JSON.parse(before));
  const text = JSON.stringify({
    ids: Object.fromEntries([...ids].sort()),
    ...known,
    ...(tailLostSince ? { tailLostSince } : {}),
  });
  if (text === before) return;
  const partial = `${idsFile}.partial`;
  writeFileSync(partial, text);
  renameSync(partial, idsFile);
}

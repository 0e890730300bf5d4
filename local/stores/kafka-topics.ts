/**
 * Creates a shop's topics, which must exist before any sidecar subscribes, and their ACLs.
 *
 * One partition each by default: a sidecar builds its batches per partition, and on one machine a consumer is one process. With as many
 * partitions as in a cluster, nearly every event would arrive alone.
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

export const localTopicsInput = (
  model: Model,
  port: number,
  secret: (purpose: string) => string,
  partitions = 1,
): TopicsInput => ({
  host: '127.0.0.1',
  port,
  admin: { mechanism: 'PLAIN', username: kafkaAdmin, password: secret(kafkaPasswordPurpose(kafkaAdmin)) },
  topics: model.topics.map((topic) => ({ ...topic, partitions })),
  copies: 1,
  grants: kafkaGrants(model),
});

/**
 * Creates missing topics, and writes the ids of all topics to a file, by which services detect that a topic was recreated
 * (packages/messaging/src/outbox/topic-epochs.ts).
 *
 * @param stampFile beside the broker's data
 * @param tailLostSince after an unclean stop; otherwise the file's value stays
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

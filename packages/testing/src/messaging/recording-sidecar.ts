/** For tests of the relay: a sidecar that remembers what it was given to publish, and fails as it is told to. */
import type { BulkEntry, Sidecar } from '@mambogo/dapr/sidecar.ts';

export interface RecordingSidecar extends Pick<Sidecar, 'publishBulk'> {
  /** What is on the broker, in its order. */
  readonly published: { readonly topic: string; readonly entry: BulkEntry }[];
  /** Bulk publishes so far. */
  calls: number;
  /** Keys whose entries are refused. */
  readonly refusedKeys: Set<string>;
  /** Runs before an answer is given, when everything is published already; throwing loses the answer. */
  beforeAnswer?: () => Promise<void>;
  /** Runs before anything is published; throwing means that nothing was. */
  beforePublish?: () => Promise<void>;
}

export function recordingSidecar(): RecordingSidecar {
  const sidecar: RecordingSidecar = {
    published: [],
    calls: 0,
    refusedKeys: new Set(),
    async publishBulk(_pubsub, topic, entries) {
      sidecar.calls += 1;
      await sidecar.beforePublish?.();
      const refused = entries.filter((entry) => sidecar.refusedKeys.has(entry.metadata.partitionKey));
      for (const entry of entries) if (!refused.includes(entry)) sidecar.published.push({ topic, entry });
      await sidecar.beforeAnswer?.();
      return new Set(refused.map(({ entryId }) => entryId));
    },
  };
  return sidecar;
}

/** For tests of the relay: a fake sidecar that records what it publishes, and fails on request. */
import type { BulkEntry, Sidecar } from '@mambogo/dapr/sidecar.ts';

export interface RecordingSidecar extends Pick<Sidecar, 'publishBulk'> {
  /** Entries on the broker, in order. */
  readonly published: { readonly topic: string; readonly entry: BulkEntry }[];
  /** Bulk publishes so far. */
  calls: number;
  /** Keys whose entries are rejected. */
  readonly refusedKeys: Set<string>;
  /** Runs after publishing and before the response; throwing loses the response. */
  beforeAnswer?: () => Promise<void>;
  /** Runs before publishing; throwing means that nothing is published. */
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

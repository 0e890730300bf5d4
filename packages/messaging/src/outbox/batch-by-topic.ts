/** Groups rows into batches to publish: one topic each, in order, well within the 4 MB a sidecar accepts per request. */
import type { OutboxRow } from './outbox-row.ts';

export interface TopicBatch {
  readonly topic: string;
  readonly rows: OutboxRow[];
}

export const maxBatchBytes = 2_000_000;

/** Sidecar and broker reject more than 1 MiB; the difference is for what the sidecar adds to an event. */
export const maxEventBytes = 1_048_576 - 4_096;

/** Bytes of a row's event that can never be published; undefined: it is small enough. */
export function excessiveBytes({ envelope }: OutboxRow): number | undefined {
  const bytes = Buffer.byteLength(envelope);
  return bytes > maxEventBytes ? bytes : undefined;
}

export function batchByTopic(rows: readonly OutboxRow[]): TopicBatch[] {
  const batches: TopicBatch[] = [];
  const open = new Map<string, { readonly batch: TopicBatch; bytes: number }>();
  for (const row of rows) {
    const bytes = Buffer.byteLength(row.envelope);
    const last = open.get(row.topic);
    if (last && last.bytes + bytes <= maxBatchBytes) {
      last.batch.rows.push(row);
      last.bytes += bytes;
    } else {
      const batch = { topic: row.topic, rows: [row] };
      batches.push(batch);
      open.set(row.topic, { batch, bytes });
    }
  }
  return batches;
}

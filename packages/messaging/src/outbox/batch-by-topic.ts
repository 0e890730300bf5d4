/** Groups rows into batches to publish: one topic each, in order, well within the 4 MB a sidecar accepts per request. */
import type { OutboxRow } from './outbox-row.ts';

export interface TopicBatch {
  readonly topic: string;
  readonly rows: OutboxRow[];
}

const maxBatchBytes = 2_000_000;

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

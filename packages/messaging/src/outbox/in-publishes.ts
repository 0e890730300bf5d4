/** What is published at once: rows of one topic, in their order, well within the 4 MB a sidecar takes in a request. */
import type { OutboxRow } from './outbox-row.ts';

export interface Publish {
  readonly topic: string;
  readonly rows: OutboxRow[];
}

const mostBytes = 2_000_000;

export function inPublishes(rows: readonly OutboxRow[]): Publish[] {
  const publishes: Publish[] = [];
  const open = new Map<string, { readonly part: Publish; bytes: number }>();
  for (const row of rows) {
    const bytes = Buffer.byteLength(row.envelope);
    const last = open.get(row.topic);
    if (last && last.bytes + bytes <= mostBytes) {
      last.part.rows.push(row);
      last.bytes += bytes;
    } else {
      const part = { topic: row.topic, rows: [row] };
      publishes.push(part);
      open.set(row.topic, { part, bytes });
    }
  }
  return publishes;
}

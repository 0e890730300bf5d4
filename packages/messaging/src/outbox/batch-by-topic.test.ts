import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchByTopic } from './batch-by-topic.ts';
import type { OutboxRow } from './outbox-row.ts';

const row = (seq: number, topic: string, bytes: number): OutboxRow => ({
  seq: String(seq),
  id: `id-${seq}`,
  topic,
  messageKey: 'key',
  envelope: 'x'.repeat(bytes),
});

test('groups rows by topic, within the request size a sidecar accepts', () => {
  const rows = [row(1, 'a', 1_500_000), row(2, 'b', 10), row(3, 'a', 600_000), row(4, 'a', 10), row(5, 'a', 5_000_000)];
  assert.deepEqual(
    batchByTopic(rows).map(({ topic, rows }) => [topic, ...rows.map(({ seq }) => seq)]),
    [
      ['a', '1'],
      ['b', '2'],
      ['a', '3', '4'],
      ['a', '5'],
    ],
  );
  assert.deepEqual(batchByTopic([]), []);
});

test('counts bytes, not characters', () => {
  const wide = { ...row(1, 'a', 0), envelope: 'ü'.repeat(600_000) };
  assert.equal(batchByTopic([wide, { ...wide, seq: '2' }]).length, 2);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLeasedRows } from './leased-rows.ts';
import type { LeasedRow } from './outbox-row.ts';

const row = (id: string, messageKey = 'order', waiting: readonly string[] = [], envelope = '{}'): LeasedRow => ({
  ...{ id, seq: '1', topic: 'order.events', messageKey, envelope, waiting },
});
const limits = { rows: 10, bytes: 100 };
const idsOf = (rows: readonly LeasedRow[] = []): string[] => rows.map(({ id }) => id);

test('takes rows in order, of one topic at a time, within the limits', () => {
  const rows = createLeasedRows();
  const large = 'x'.repeat(60);
  rows.add(
    [row('a'), { ...row('b'), topic: 'order.anchors' }, row('c', 'other', [], large), row('d', 'x', [], large)],
    0,
  );
  rows.add([row('e')], 1);
  const takes = Array.from({ length: 4 }, () => rows.take(limits, 2));
  assert.deepEqual(
    takes.map((taken) => taken && [taken.topic, ...idsOf(taken.rows)]),
    [['order.events', 'a', 'c'], ['order.anchors', 'b'], ['order.events', 'd', 'e'], undefined],
  );
  rows.add([row('f', 'y', [], 'x'.repeat(200)), row('g')], 2);
  assert.deepEqual(idsOf(rows.take(limits, 2)?.rows), ['f'], 'a single row may exceed the limit');
  rows.add(
    Array.from({ length: 12 }, (_, n) => row(`h${n}`)),
    2,
  );
  assert.equal(rows.take(limits, 2)?.rows.length, 10);
});

test('a row waits for unpublished rows of its key that are not published from here', () => {
  const rows = createLeasedRows();
  rows.add([row('a')], 0);
  rows.add([row('b', 'order', ['a']), row('c', 'other', ['of another instance'])], 0);
  assert.deepEqual([...rows.left], ['c']);
  assert.deepEqual(idsOf(rows.take(limits, 0)?.rows), ['a', 'b']);
  rows.add([row('d', 'other', ['of another instance', 'c']), row('e', 'order', ['a', 'b'])], 0);
  assert.deepEqual([...rows.left], ['c', 'd']);
  rows.released(['c', 'd']);
  assert.equal(rows.left.size, 0);
  assert.deepEqual(idsOf(rows.take(limits, 0)?.rows), ['e']);
});

test('published rows are to be marked; a row written before that may be added after it', () => {
  const rows = createLeasedRows();
  rows.add([row('a')], 0);
  rows.published(rows.take(limits, 0)?.rows ?? []);
  assert.deepEqual([...rows.unmarked], ['a']);
  rows.marked(['a']);
  assert.equal(rows.unmarked.size, 0);
  rows.add([row('b', 'order', ['a'])], 19_000);
  assert.deepEqual(idsOf(rows.take(limits, 19_000)?.rows), ['b']);
});

test('rows after a failed one of the same key are left to the table', () => {
  const rows = createLeasedRows();
  rows.add([row('a'), row('x', 'other')], 0);
  const taken = rows.take(limits, 0)?.rows ?? [];
  rows.add([row('b', 'order', ['a']), row('y', 'other', ['x'])], 0);
  rows.failed(taken.slice(0, 1));
  rows.published(taken.slice(1));
  assert.deepEqual([...rows.left], ['b']);
  rows.add([row('c', 'order', ['a', 'b'])], 0);
  assert.deepEqual([...rows.left], ['b', 'c']);
  assert.deepEqual(idsOf(rows.take(limits, 0)?.rows), ['y']);
  assert.deepEqual([...rows.unmarked], ['x']);
});

test('a row that waited too long is left to the table, with later ones of its key', () => {
  const rows = createLeasedRows();
  rows.add([row('a')], 0);
  rows.add([row('b', 'order', ['a']), row('x', 'other')], 2_000);
  assert.deepEqual(idsOf(rows.take(limits, 2_501)?.rows), ['x']);
  assert.deepEqual([...rows.left], ['a', 'b']);
  assert.equal(rows.queued(), 0);
});

test('forgets ids of published rows after a while', () => {
  const rows = createLeasedRows();
  rows.add([row('a')], 0);
  rows.published(rows.take(limits, 0)?.rows ?? []);
  rows.add([row('x', 'other')], 21_000);
  rows.add([row('y', 'other', ['x'])], 42_001);
  rows.add([row('b', 'order', ['a'])], 42_001);
  assert.deepEqual([...rows.left], ['b']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainedShare, orphansOf, rootsOf, type Span } from './read-traces.ts';

const span = (id: string, parentId: string | undefined, timestamp: number, duration: number): Span => ({
  id,
  parentId,
  name: id,
  timestamp,
  duration,
  localEndpoint: { serviceName: 'order' },
});

test('finds roots and missing parents', () => {
  const spans = [span('a', undefined, 0, 10), span('b', 'a', 1, 2), span('c', 'lost', 3, 1)];
  assert.deepEqual(
    rootsOf(spans).map(({ id }) => id),
    ['a'],
  );
  assert.deepEqual(
    orphansOf(spans).map(({ id }) => id),
    ['c'],
  );
});

test('counts overlapping time once, and gaps not at all', () => {
  const last = span('d', 'a', 90, 10);
  const spans = [
    span('a', undefined, 0, 30),
    span('b', 'a', 10, 30),
    span('c', 'a', 15, 5),
    last,
    span('e', 'd', 95, 500),
  ];
  assert.equal(explainedShare(spans, last), 0.5);
});

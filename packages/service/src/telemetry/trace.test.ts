import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentTrace, inSpan, startSpan, startTrace, withTrace } from './trace.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

test('keeps trace id and flags of the caller, with a new span id', () => {
  const { trace } = startSpan('x', { parent });
  assert.equal(trace.traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.notEqual(trace.spanId, 'b7ad6b7169203331');
  assert.equal(trace.traceparent, `00-${trace.traceId}-${trace.spanId}-00`);
});

test('starts a new trace for a missing, invalid or all-zero traceparent', () => {
  const nothing = [
    undefined,
    null,
    '',
    'garbage',
    `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    parent.toUpperCase(),
  ];
  const ids = nothing.map((traceparent) => startSpan('x', { parent: traceparent }).trace.traceId);
  for (const id of ids) assert.match(id, /^(?!0{32})[0-9a-f]{32}$/);
  assert.equal(new Set(ids).size, nothing.length);
});

test("an edge keeps the id of a client's trace, and not its decision to record", () => {
  const { trace } = startTrace('x', { parent: parent.replace(/00$/, '01') });
  assert.equal(trace.traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.match(trace.traceparent, /-00$/);
  assert.equal(trace.recorded, false);
});

test('keeps the current trace across awaits, and only there', async () => {
  const [a, b] = [startTrace('a').trace, startTrace('b').trace];
  const seen = await Promise.all(
    [a, b].map((trace) =>
      withTrace(trace, async () => {
        await new Promise(setImmediate);
        return currentTrace();
      }),
    ),
  );
  assert.deepEqual(seen, [a, b]);
  assert.equal(currentTrace(), undefined);
});

test('a span within a span has its trace id', () => {
  const [outer, inner] = inSpan('outer', {}, () => [currentTrace(), inSpan('inner', {}, currentTrace)]);
  assert.equal(inner?.traceId, outer?.traceId);
  assert.notEqual(inner?.spanId, outer?.spanId);
});

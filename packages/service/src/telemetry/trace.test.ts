import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentTrace, startTrace, withTrace } from './trace.ts';

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';

test('keeps trace id and flags of the caller, with a new span id', () => {
  const trace = startTrace(parent);
  assert.equal(trace.traceId, '0af7651916cd43dd8448eb211c80319c');
  assert.notEqual(trace.spanId, 'b7ad6b7169203331');
  assert.equal(trace.traceparent, `00-${trace.traceId}-${trace.spanId}-00`);
});

test('starts a new trace for a missing, invalid or all-zero traceparent', () => {
  const nothing = [
    undefined,
    '',
    'garbage',
    `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    parent.toUpperCase(),
  ];
  const ids = nothing.map((traceparent) => startTrace(traceparent).traceId);
  for (const id of ids) assert.match(id, /^(?!0{32})[0-9a-f]{32}$/);
  assert.equal(new Set(ids).size, nothing.length);
});

test('keeps the current trace across awaits, and only there', async () => {
  const [a, b] = [startTrace(), startTrace()];
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

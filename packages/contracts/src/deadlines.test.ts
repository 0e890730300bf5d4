import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerDeadline, deadlines, peerCalls } from './deadlines.ts';

/** Of a caller's deadline, what is left for its own work and the way back. */
const own = 0.2;

for (const [name, call] of Object.entries(peerCalls))
  test(`calls for ${name}, in sequence, leave their caller time to answer`, () => {
    assert.ok(call.timeout * call.inSequence <= callerDeadline(call) * (1 - own));
  });

test('a statement ends before the gateway gives up on the write it is part of', () => {
  assert.ok(deadlines.store.statement <= deadlines.edge.write * (1 - own));
});

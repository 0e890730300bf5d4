import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerDeadline, deadlines, peerCalls } from './deadlines.ts';

/** Share of a caller's deadline left for its own work and its response. */
const own = 0.2;

for (const [name, call] of Object.entries(peerCalls))
  test(`sequential calls for ${name} fit into their caller's deadline`, () => {
    assert.ok(call.timeout * call.inSequence <= callerDeadline(call) * (1 - own));
  });

test("a statement times out before the gateway's deadline for its write", () => {
  assert.ok(deadlines.store.statement <= deadlines.edge.write * (1 - own));
});

test("a cart is read, its offer fetched and the cart written before the gateway's deadline for its write", () => {
  const { state, edge } = deadlines;
  assert.ok(2 * state + peerCalls.cartOffer.timeout <= edge.write * (1 - own));
});

test('a merged list is complete, or without the part that hangs, before a read times out', () => {
  assert.ok(deadlines.part <= deadlines.edge.read * (1 - own));
});

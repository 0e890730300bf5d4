import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutants } from './mutants.ts';
import { rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import { drawSchedules } from './search.ts';
import { searchInParallel, sharesOf } from './search-in-parallel.ts';

/** Fixed, so that a run that fails here fails everywhere; `npm run simulate` takes others. */
const seed = 20_261;

test('100,000 schedules of the saga, with all that can go wrong, are sound', async () => {
  for (const found of await searchInParallel(sharesOf(100_000, seed))) {
    if (!found) continue;
    const story: string[] = [];
    const violations = runSchedule(rules, found, story);
    assert.fail(`${JSON.stringify(found)}\n${story.join('\n')}\n${JSON.stringify(violations, null, 2)}`);
  }
});

test('every deliberate fault is found', async () => {
  const shares = Object.keys(mutants).map((mutant) => ({ mutant, runs: 60_000, seed }));
  const results = await searchInParallel(shares);
  assert.ok(results.length >= 12);
  const missed = shares.filter((_, i) => !results[i]).map(({ mutant }) => mutant);
  assert.deepEqual(missed, []);
});

test('the schedules reach every ending an order can have', () => {
  const reached = new Set<string>();
  for (const script of drawSchedules({ runs: 3_000, seed })) {
    runSchedule(rules, script, undefined, ({ orders }) => {
      for (const { state } of orders.values())
        reached.add(state.status === 'CANCELLED' ? `CANCELLED ${state.cancellation.reason}` : state.status);
    });
  }
  assert.deepEqual([...reached].sort(), [
    'CANCELLED customer',
    'CANCELLED merchant',
    'CANCELLED out-of-stock',
    'CANCELLED payment-failed',
    'CANCELLED payment-window',
    'CANCELLED reservation-expired',
    'CONFIRMED',
    'DELIVERED',
    'REFUNDED',
    'SHIPPED',
  ]);
});

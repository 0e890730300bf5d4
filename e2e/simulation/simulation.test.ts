import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { searchGuided } from './guided-search.ts';
import { mutants } from './mutants/mutants.ts';
import { allPairs } from './pairs/tables.ts';
import { rarelyReached, unreachable } from './pairs/unreachable.ts';
import { rules } from './rules.ts';
import { runSchedule } from './run-schedule.ts';
import type { Choice } from './script.ts';
import { pairsReached, searchInParallel, sharesOf } from './search-in-parallel.ts';
import type { ShareResult } from './search-worker.ts';

/** Fixed, so that a failure here is reproducible everywhere; `npm run simulate` uses others. */
const seed = 20_261;
const often = 20;
/** Reaching every pair that often takes 50,000; `npm run nightly` runs as many. */
const schedules = Number(process.env.SCHEDULES ?? 4_000);
const isNightly = schedules >= 50_000;
/** Every third, and in `npm run nightly` each: finding one takes a second of CPU time. */
const soughtFaults = Object.keys(mutants).filter((_, at) => isNightly || at % 3 === 0);

let results: readonly ShareResult[];

before(async () => {
  results = await searchInParallel(sharesOf(schedules, seed));
});

test(`${schedules} schedules of the saga, with every kind of fault, pass`, () => {
  for (const { found } of results) if (found) assert.fail(describeFailure(found));
});

if (isNightly)
  test(`every reachable pair of the deciders’ tables is reached in ${often} schedules`, () => {
    const reached = pairsReached(results);
    const timesOf = (pair: string) => reached.get(pair) ?? 0;
    const isListed = (pair: string) => [...unreachable, ...rarelyReached].some(({ pairs }) => pairs.test(pair));
    const tooSeldom = allPairs.filter((pair) => !isListed(pair) && timesOf(pair) < often);
    assert.deepEqual(
      tooSeldom.map((pair) => `${pair}: ${timesOf(pair)}`),
      [],
    );
  });

test('no pair outside the deciders’ tables is reached, and none that is listed as unreachable', () => {
  const reached = pairsReached(results);
  const wronglyListed = allPairs.filter(
    (pair) => unreachable.some(({ pairs }) => pairs.test(pair)) && (reached.get(pair) ?? 0) > 0,
  );
  assert.deepEqual(wronglyListed, [], 'these are listed as unreachable, but are reachable');
  assert.deepEqual(
    [...reached.keys()].filter((pair) => !allPairs.includes(pair)),
    [],
    'these are in no table',
  );
});

test('every reason for unreachable pairs applies to a pair', () => {
  const idle = [...unreachable, ...rarelyReached].filter(({ pairs }) => !allPairs.some((pair) => pairs.test(pair)));
  assert.deepEqual(idle, []);
});

test(`finds ${soughtFaults.length} of ${Object.keys(mutants).length} deliberate faults`, async () => {
  const shares = soughtFaults.map((mutant) => ({ mutant, runs: 60_000, seed }));
  const results = await searchInParallel(shares);
  assert.ok(results.length >= (isNightly ? 33 : 11));
  const missed = shares.filter((_, i) => !results[i]?.found).map(({ mutant }) => mutant);
  assert.deepEqual(missed, []);
});

test('the schedules reach every possible outcome of an order', () => {
  const reached = new Set<string>();
  searchGuided(rules, { runs: 1_000, seed }, undefined, ({ orders }) => {
    for (const { state } of orders.values())
      reached.add(state.status === 'CANCELLED' ? `CANCELLED ${state.cancellation.reason}` : state.status);
  });
  assert.deepEqual([...reached].sort(), [
    'CANCELLED customer',
    'CANCELLED merchant',
    'CANCELLED out-of-stock',
    'CANCELLED payment-window',
    'CONFIRMED',
    'DELIVERED',
    'REFUNDED',
    'SHIPPED',
  ]);
});

function describeFailure(script: readonly Choice[]): string {
  const trace: string[] = [];
  const violations = runSchedule(rules, script, trace);
  return `${JSON.stringify(script)}\n${trace.join('\n')}\n${JSON.stringify(violations, null, 2)}`;
}

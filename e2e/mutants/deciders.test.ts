/**
 * The part of `npm run mutants` that runs in every test run: a small fixed sample of mutants of the deciders. `npm run nightly` has
 * ten times as many.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCandidates } from './candidates.ts';
import { classifyMutants } from './classify-mutants.ts';
import { report } from './report.ts';
import { targets } from './targets.ts';

const everyNth = 172;
const deciders = /\/(decide|decide-attempt|decide-refund|reservation|remove-purchased|settlement-protocol)\.ts$/;

test('the simulator or the unit tests kill mutants of the deciders', async () => {
  const ofDeciders = targets
    .filter(({ simulated }) => simulated)
    .map((target) => ({ ...target, files: target.files.filter((file) => deciders.test(file)) }));
  const some = (await findCandidates(ofDeciders)).filter((_, i) => i % everyNth === 0);
  const results = await classifyMutants(some, { lanes: 2, runs: [100, 0], seed: 20_261, onJudged: () => undefined });
  const survivors = results.filter(({ verdict }) => verdict === 'survived');
  assert.ok(some.length >= 3, `${some.length} mutants`);
  assert.ok(survivors.length <= 1, `these survived:\n${report(survivors)}`);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { randomSpec } from '../testing/random-spec.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { settleSpecs } from '../testing/settle-specs.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';

let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

// Many times as many: npm run bench -- operator-specs.
test('any valid spec converges or names what is in its way, and none keeps the operator busy', {
  timeout: 850_000,
}, async () => {
  const phases = await settleSpecs(cluster, fc.sample(randomSpec, { numRuns: 15, seed: 20261125 }));
  assert.ok(phases.includes('Ready'), phases.join());
});

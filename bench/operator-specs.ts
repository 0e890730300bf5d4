/**
 * `npm run bench -- operator-specs`: random valid Storefronts, each of which becomes Ready or has a condition that names the
 * blocking field; none keeps the operator writing. `--specs N --seed N`.
 */
import fc from 'fast-check';
import { wholeNumber } from '../local/cli/argument-values.ts';
import { convergeSpecs } from '../operator/testing/converge-specs.ts';
import { randomSpec } from '../operator/testing/random-spec.ts';
import { startOperator } from '../operator/testing/start-operator.ts';
import { startTestCluster } from '../operator/testing/test-cluster.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';

const { specs: count, seed } = benchCommandLine('operator-specs', [['--specs 300 --seed 7', 'other specs']])
  .option('--specs <n>', 'number of Storefronts', wholeNumber(1), 300)
  .option('--seed <n>', 'which ones', wholeNumber(), 1)
  .parse(benchArguments(), fromUser)
  .opts();

const began = performance.now();
const cluster = await startTestCluster();
const operator = await startOperator(cluster);
const seconds = () => Math.round((performance.now() - began) / 1_000);
try {
  const specs = fc.sample(randomSpec, { numRuns: count, seed });
  const phases = await convergeSpecs(cluster, specs, (done) => console.log(`… ${done} of ${count}, ${seconds()} s`));
  const ready = phases.filter((phase) => phase === 'Ready').length;
  console.log(
    `seed ${seed}: ${ready} became Ready, ${phases.length - ready} have a condition that names a field; ${seconds()} s`,
  );
} finally {
  await operator.stop();
  await cluster.stop();
}
process.exit(0);

/**
 * `npm run bench -- operator-killed`: kills an operator after its n-th write, for every n, and lets another take over: each
 * time the same shop must result. `--from N --every N --lanes N` (number in parallel, each in its own namespace).
 */
import { wholeNumber } from '../local/cli/argument-values.ts';
import { createCrashTest } from '../operator/testing/crash-test.ts';
import { startTestCluster } from '../operator/testing/test-cluster.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';

const { from, every, lanes } = benchCommandLine('operator-killed', [
  ['', 'after every write'],
  ['--from 40 --every 10', 'after every tenth write from the 40th on'],
])
  .option('--from <n>', 'the first write', wholeNumber(1), 1)
  .option('--every <n>', 'only every nth write', wholeNumber(1), 1)
  .option('--lanes <n>', 'number in parallel, each in its own namespace', wholeNumber(1), 4)
  .parse(benchArguments(), fromUser)
  .opts();

const began = performance.now();
const cluster = await startTestCluster();
const failures: string[] = [];
let [next, most, done] = [from, 0, 0];
try {
  const lane = async (_: unknown, at: number) => {
    const namespace = `killed-${at}`;
    await cluster.namespace(namespace);
    const shop = await createCrashTest(cluster, namespace);
    most = Math.max(most, shop.writes);
    while (next < shop.writes) {
      const write = next;
      next += every;
      try {
        if (!(await shop.crashAfter(write))) continue;
      } catch (error) {
        failures.push(`after write ${write}: ${error instanceof Error ? error.message : String(error)}`);
        // Its remains would spoil the next run.
        return;
      }
      done += 1;
      if (done % 10 === 0) console.log(`… ${done} done, ${Math.round((performance.now() - began) / 1_000)} s`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
} finally {
  await cluster.stop();
}
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(
  `an undisturbed operator makes ${most} writes; killed ${done} times, every ${every} from ${from}: the same shop`,
);
console.log(`${failures.length} times another shop or none; ${seconds} s`);
for (const failure of failures) console.log(failure);
process.exit(failures.length === 0 ? 0 : 1);

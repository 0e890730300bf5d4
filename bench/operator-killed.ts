/**
 * `npm run bench -- operator-killed`: an operator is killed after its n-th write, for every n, and another takes over: each time
 * the same shop must come of it. `--from N --every N --lanes N` (so many at once, each in a namespace of its own).
 */
import { parseArgs } from 'node:util';
import { killedShop } from '../operator/src/testing/killed-shop.ts';
import { startTestCluster } from '../operator/src/testing/test-cluster.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '4' },
  },
});
const [from, every, lanes] = [Number(values.from), Number(values.every), Number(values.lanes)];

const began = performance.now();
const cluster = await startTestCluster();
const failures: string[] = [];
let [next, most, done] = [from, 0, 0];
try {
  const lane = async (_: unknown, at: number) => {
    const namespace = `killed-${at}`;
    await cluster.namespace(namespace);
    const shop = await killedShop(cluster, namespace);
    most = Math.max(most, shop.writes);
    while (next < shop.writes) {
      const write = next;
      next += every;
      try {
        if (!(await shop.killedAfter(write))) continue;
      } catch (error) {
        failures.push(`after write ${write}: ${error instanceof Error ? error.message : String(error)}`);
        // What is left of it would spoil the next.
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
console.log(`${failures.length} times another or none; ${seconds} s`);
for (const failure of failures) console.log(failure);
process.exit(failures.length === 0 ? 0 : 1);

/** `npm run simulate -- --real`: schedules of the services themselves on real stores, one seed after the other. */
import { createRealSimulator } from './run-real-schedule.ts';

export interface RealOptions {
  readonly runs: number;
  /** Of the first schedule; the others count up from it. */
  readonly seed: number;
  /** Print every step. */
  readonly trace: boolean;
}

/** Returns the exit code: 1 when a schedule violates something. */
export async function simulateReal({ runs, seed: first, trace }: RealOptions): Promise<number> {
  if (!process.env.TEST_POSTGRES_URL || !process.env.TEST_MYSQL_URL) {
    console.log('set TEST_POSTGRES_URL and TEST_MYSQL_URL: superusers of servers on which tests may create databases');
    return 64;
  }
  const simulator = await createRealSimulator();
  const started = process.hrtime.bigint();
  const outcomes = new Map<string, number>();
  try {
    for (let seed = first; seed < first + runs; seed += 1) {
      const played = await simulator.run(seed);
      for (const [status, n] of Object.entries(played.outcomes)) outcomes.set(status, (outcomes.get(status) ?? 0) + n);
      if (trace || played.violations.length > 0) console.log(played.trace.join('\n'));
      for (const { invariant, details } of played.violations)
        console.log(`\n✗ ${invariant}\n  ${details.join('\n  ')}`);
      if (played.violations.length > 0) {
        console.log(`\nReplay: npm run simulate -- --real --seed ${seed} --runs 1 --trace`);
        return 1;
      }
      if ((seed - first + 1) % 10 === 0) console.log(`${seed - first + 1} of ${runs} schedules`);
    }
  } finally {
    await simulator.close();
  }
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const ends = [...outcomes].sort().map(([status, n]) => `${n} ${status}`);
  console.log(
    `✓ ${runs} schedules passed, seeds from ${first}, ${(runs / seconds).toFixed(1)} a second: ${ends.join(', ')}`,
  );
  return 0;
}

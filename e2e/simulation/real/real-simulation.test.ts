import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRealSimulator, type RealSimulator } from './run-real-schedule.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';

/** Fixed; `npm run simulate -- --real` plays others, and `npm run nightly` more. */
const seeds = Array.from({ length: Number(process.env.REAL_SCHEDULES ?? 5) }, (_, i) => i + 1);

describe('the services themselves, on real stores', { skip }, () => {
  let simulator: RealSimulator;
  const outcomes = new Set<string>();

  before(async () => {
    simulator = await createRealSimulator();
  });
  after(() => simulator?.close());

  it(`${seeds.length} schedules with crashes, lost responses and races agree with the model and keep every invariant`, async () => {
    for (const seed of seeds) {
      const played = await simulator.run(seed);
      for (const status of Object.keys(played.outcomes)) outcomes.add(status);
      assert.deepEqual(
        played.violations,
        [],
        `seed ${seed}: npm run simulate -- --real --seed ${seed} --runs 1 --trace\n${played.trace.join('\n')}`,
      );
    }
  });

  it('orders are both confirmed and cancelled in these schedules', () => {
    assert.ok(outcomes.has('CONFIRMED') && outcomes.has('CANCELLED'), [...outcomes].join(', '));
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { createLogger } from '../telemetry/logger.ts';
import { createPollingWorker, type NextRun } from './polling-worker.ts';

const logger = createLogger('test', 'silent');

/** A worker whose runs return the given results in order, then undefined. */
function createRuns(results: readonly (NextRun | Error)[], seconds = 3_600) {
  const left = [...results];
  const runs: boolean[] = [];
  const worker = createPollingWorker({
    name: 'test',
    seconds,
    logger,
    async tick(woken) {
      runs.push(woken);
      const result = left.shift();
      if (result instanceof Error) throw result;
      return result;
    },
  });
  return { worker, runs };
}

test('runs at once, and again while there is more to do', async (t) => {
  const { worker, runs } = createRuns([true, true, false]);
  worker.start();
  t.after(() => worker.stop());
  await until('three runs', () => runs.length === 3);
  await worker.stop();
  assert.deepEqual(runs, [false, false, false]);
});

test('runs again after the interval, after an error too', async (t) => {
  const { worker, runs } = createRuns([undefined, new Error('no'), false], 0.001);
  worker.start();
  t.after(() => worker.stop());
  await until('four runs', () => runs.length >= 4);
});

test('the interval grows while there is nothing to do, and no longer when there is', async (t) => {
  const sleeps: number[] = [];
  let last = performance.now();
  let runs = 0;
  const worker = createPollingWorker({
    name: 'test',
    seconds: 0.02,
    idleSeconds: 0.16,
    logger,
    async tick() {
      sleeps.push(performance.now() - last);
      last = performance.now();
      runs += 1;
      return runs === 6 ? undefined : false;
    },
  });
  worker.start();
  t.after(() => worker.stop());
  await until('eight runs', () => runs === 8);
  const least = [0, 20, 40, 80, 160, 160, 20, 20];
  for (const [at, slept] of sleeps.slice(0, 8).entries())
    assert.ok(slept > (least[at] ?? 0) - 3, `sleep ${at} took ${slept} ms`);
  assert.ok((sleeps[6] ?? 0) < 120, `the one after something was due took ${sleeps[6]} ms`);
});

test('a wake-up ends the sleep, or is followed by a run if it comes during one', async (t) => {
  const { worker, runs } = createRuns([]);
  worker.start();
  t.after(() => worker.stop());
  await until('it has run', () => runs.length === 1);
  worker.wake();
  await until('it runs again', () => runs.length === 2);
  assert.deepEqual(runs, [false, true]);

  const running = Promise.withResolvers<undefined>();
  let count = 0;
  const busy = createPollingWorker({
    name: 'test',
    seconds: 3_600,
    logger,
    tick: () => (count++ === 0 ? running.promise : Promise.resolve(undefined)),
  });
  busy.start();
  t.after(() => busy.stop());
  busy.wake();
  running.resolve(undefined);
  await until('it runs again', () => count === 2);
});

test('a number is the time until the next run, unless it was woken', async (t) => {
  const { worker, runs } = createRuns([1, 3_600_000], 3_600);
  worker.start();
  t.after(() => worker.stop());
  await until('it has run again', () => runs.length === 2);
  worker.wake();
  await until('it runs at once', () => runs.length === 3);
  assert.deepEqual(runs, [false, false, true]);
});

test('a wake-up during a run that fails does not shorten the time until the next one', async (t) => {
  let count = 0;
  const worker = createPollingWorker({
    name: 'test',
    seconds: 3_600,
    logger,
    async tick() {
      count += 1;
      worker.wake();
      throw new Error('no');
    },
  });
  worker.start();
  t.after(() => worker.stop());
  await until('it has run', () => count === 1);
  await worker.stop();
  assert.equal(count, 1);
});

test('stopping ends the sleep and waits for the current run', async () => {
  const { worker, runs } = createRuns([]);
  worker.start();
  await worker.stop();
  assert.deepEqual(runs, [false]);
});

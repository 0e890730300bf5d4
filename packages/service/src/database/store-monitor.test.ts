import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { createStoreMonitor } from './store-monitor.ts';

const logger = pino({ level: 'silent' });
const block = (milliseconds: number) => {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
};

test('a store is there until a question fails, and again when one is answered', async (t) => {
  let failure: Error | undefined;
  const ask = async () => {
    if (failure) throw failure;
  };
  const monitor = createStoreMonitor({ probe: { ping: ask }, logger, intervalMs: 5 });
  assert.equal(monitor.storeError(), undefined);
  monitor.start();
  t.after(() => monitor.stop());
  failure = new Error('nobody listens');
  await until('it is away', () => monitor.storeError() === failure);
  failure = undefined;
  await until('it is there', () => monitor.storeError() === undefined);
});

test('a store that says nothing is away, until it answers', async (t) => {
  const answers: (() => void)[] = [];
  const ask = () => new Promise<void>((resolve) => answers.push(resolve));
  const monitor = createStoreMonitor({ probe: { ping: ask }, logger, intervalMs: 5, timeoutMs: 100 });
  monitor.start();
  t.after(() => monitor.stop());
  await until('it is away', () => monitor.storeError() !== undefined);
  assert.match(monitor.storeError()?.message ?? '', /no answer within 100 ms/);
  answers[0]?.();
  await until('it is there', () => monitor.storeError() === undefined);
});

test('while this process is busy the store is not away', async (t) => {
  const ask = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const monitor = createStoreMonitor({ probe: { ping: ask }, logger, intervalMs: 5, timeoutMs: 100 });
  monitor.start();
  t.after(() => monitor.stop());
  for (let round = 0; round < 10; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    block(150);
    assert.equal(monitor.storeError(), undefined);
  }
});

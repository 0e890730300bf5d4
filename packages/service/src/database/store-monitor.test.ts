import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { createStoreMonitor } from './store-monitor.ts';

const logger = pino({ level: 'silent' });
const block = (milliseconds: number) => {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
};

test('a store is available until a probe fails, and again after one succeeds', async (t) => {
  let failure: Error | undefined;
  const ask = async () => {
    if (failure) throw failure;
  };
  const monitor = createStoreMonitor({ probe: { ping: ask }, logger, intervalMs: 5 });
  assert.equal(monitor.storeError(), undefined);
  monitor.start();
  t.after(() => monitor.stop());
  failure = new Error('connection refused');
  await until('it is unavailable', () => monitor.storeError() === failure);
  failure = undefined;
  await until('it is available', () => monitor.storeError() === undefined);
});

test('a store that does not respond is unavailable until it does', async (t) => {
  const pendingProbes: (() => void)[] = [];
  const ask = () => new Promise<void>((resolve) => pendingProbes.push(resolve));
  const monitor = createStoreMonitor({ probe: { ping: ask }, logger, intervalMs: 5, timeoutMs: 100 });
  monitor.start();
  t.after(() => monitor.stop());
  await until('it is unavailable', () => monitor.storeError() !== undefined);
  assert.match(monitor.storeError()?.message ?? '', /no response within 100 ms/);
  pendingProbes[0]?.();
  await until('it is available', () => monitor.storeError() === undefined);
});

test('a busy process does not make the store unavailable', async (t) => {
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUptimeWindow } from './uptime-window.ts';

test('completes after the required time without a gap, and restarts after a gap', () => {
  let now = 100;
  const uptimeWindow = createUptimeWindow({ requiredSeconds: 10, maxGapSeconds: 5, now: () => now });
  assert.equal(uptimeWindow.isComplete(), false);
  for (; now < 110; now += 5) {
    assert.equal(uptimeWindow.isComplete(), false, `at ${now}`);
    uptimeWindow.markAlive();
  }
  uptimeWindow.markAlive();
  assert.equal(uptimeWindow.isComplete(), true);
  now += 6;
  assert.equal(uptimeWindow.isComplete(), false, 'the last sign of life is too long ago');
  uptimeWindow.markAlive();
  assert.equal(uptimeWindow.isComplete(), false, 'it restarts');
});

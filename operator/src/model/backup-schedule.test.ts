import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueTime, isSchedule, laterTime, nextTime } from './backup-schedule.ts';

const at = (time: string) => new Date(`2026-03-${time}:00Z`);

test('accepts cron expressions of five fields only', () => {
  for (const good of ['0 3 * * *', '*/15 * * * 1-5', '0 0 1 1 *', '30 2 * * MON']) assert.ok(isSchedule(good), good);
  for (const bad of ['', 'daily', '0 3 * *', '0 0 3 * * *', '61 3 * * *', '0 3 30 2 *'])
    assert.ok(!isSchedule(bad), bad);
});

test('is in UTC, also where clocks change', () => {
  assert.deepEqual(nextTime('30 2 * * *', at('28T12:00')), at('29T02:30'));
  assert.deepEqual(laterTime('0 3 * * *', at('01T03:00'), 2), at('03T03:00'));
});

test('makes up once for all times that were missed, for the last of them', () => {
  assert.equal(dueTime('0 3 * * *', at('01T03:00'), at('02T02:59')), undefined);
  assert.deepEqual(dueTime('0 3 * * *', at('01T03:00'), at('02T03:00')), at('02T03:00'));
  assert.deepEqual(dueTime('0 3 * * *', at('01T03:00'), at('09T12:00')), at('09T03:00'));
});

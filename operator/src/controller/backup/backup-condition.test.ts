import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../kube/kube-object.ts';
import { backupCondition, lastBackupAt } from './backup-condition.ts';

const at = (time: string) => `2026-03-${time}:00.000Z`;
const backup = (time: string, phase: string): KubeObject => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'StorefrontBackup',
  metadata: { name: `of-${time}`, creationTimestamp: at(time) },
  status: { phase, startedAt: at(time), ...(phase === 'Completed' ? { cutAt: at(time) } : { message: 'no space' }) },
});
const spec = { schedule: '0 3 * * *', destination: { volumeClaim: { claimName: 'b' } } };
const schedule = { schedule: spec.schedule, scheduledUntil: at('05T03:00') };
const condition = (requests: readonly KubeObject[], now: string, hibernated = false) => {
  const found = backupCondition(spec, schedule, requests, { now: new Date(at(now)), hibernated });
  return [found?.status, found?.reason, found?.message ?? ''] as const;
};

test('is True while the newest backup is a good one, and names its time', () => {
  const [status, , message] = condition([backup('04T03:00', 'Failed'), backup('05T03:00', 'Completed')], '05T12:00');
  assert.equal(status, 'True');
  assert.match(message, /2026-03-05T03:00/);
});

test('is False once the newest failed, and names the last good one', () => {
  const [status, reason, message] = condition(
    [backup('04T03:00', 'Completed'), backup('05T03:00', 'Failed')],
    '05T12:00',
  );
  assert.deepEqual([status, reason], ['False', 'BackupFailed']);
  assert.match(message, /of-05T03:00 failed: no space; the last good backup is of 2026-03-04T03:00/);
});

test('is False when two times of the schedule have passed without one, unless the shop sleeps', () => {
  const waiting = [backup('03T03:00', 'Completed'), backup('04T03:00', 'Pending')];
  assert.equal(condition(waiting, '04T12:00')[0], 'True');
  assert.deepEqual(condition(waiting, '05T03:01').slice(0, 2), ['False', 'BackupOverdue']);
  assert.equal(condition(waiting, '05T03:01', true)[0], 'True');
});

test('is Unknown before the first, and absent without spec.backup', () => {
  assert.equal(condition([], '05T02:00')[0], 'Unknown');
  assert.equal(backupCondition(undefined, {}, [], { now: new Date(), hibernated: false }), undefined);
  assert.equal(lastBackupAt([backup('04T03:00', 'Failed')]), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../kube/kube-object.ts';
import type { BackupPhase } from './request-status.ts';
import { expiries, keepAnnotation, toRemove } from './retention.ts';

const backup = (day: number, phase: BackupPhase = 'Completed', annotations = {}): KubeObject => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'StorefrontBackup',
  metadata: { name: `${phase} ${day}`, annotations },
  status: { phase, startedAt: `2026-01-0${day}T03:00:00Z`, cutAt: `2026-01-0${day}T03:00:05Z` },
});
const removed = (backups: readonly KubeObject[], keep?: number) =>
  toRemove(backups, keep).map(({ metadata }) => metadata.name);

test('removes completed backups beyond the newest that are kept, oldest first', () => {
  const all = [3, 1, 2, 4].map((day) => backup(day));
  assert.deepEqual(removed(all, 2), ['Completed 1', 'Completed 2']);
  assert.deepEqual(removed(all, 4), []);
  assert.deepEqual(removed(all), [], 'without a number all stay');
});

test('failed backups do not count: however many there are, the only good one stays', () => {
  const all = [backup(1), ...[2, 3, 4, 5].map((day) => backup(day, 'Failed'))];
  assert.deepEqual(removed(all, 1), []);
  assert.deepEqual(removed([...all, backup(6)], 1), ['Completed 1', ...[2, 3, 4, 5].map((day) => `Failed ${day}`)]);
  assert.deepEqual(removed([backup(1, 'Running'), backup(2)], 1), []);
});

test('an annotated backup neither counts nor is removed', () => {
  assert.deepEqual(removed([backup(1, 'Completed', { [keepAnnotation]: 'true' }), backup(2), backup(3)], 2), []);
});

test('a backup expires when as many newer ones as are kept have been scheduled', () => {
  const found = expiries([backup(1), backup(2)], 2, '0 3 * * *').map(([{ metadata }, at]) => [metadata.name, at]);
  assert.deepEqual(found, [
    ['Completed 2', '2026-01-04T03:00:00.000Z'],
    ['Completed 1', '2026-01-03T03:00:00.000Z'],
  ]);
  assert.deepEqual(
    expiries([backup(1)], 2, undefined).map(([, at]) => at),
    [undefined],
  );
});

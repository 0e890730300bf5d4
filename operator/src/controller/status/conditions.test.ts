import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedConditions, conditionFalse, conditionTrue, toConditions } from './conditions.ts';

const earlier = '2026-01-01T00:00:00.000Z';
const now = '2026-01-02T00:00:00.000Z';
const unsupported = conditionFalse('FieldsSupported', 'FieldsWithoutEffect', 'spec.backup has no effect');

test('stores a renamed condition under its former name too, equal in everything else', () => {
  const [accepted, renamed, former, ...rest] = toConditions(
    [],
    [conditionTrue('Accepted', 'Valid', 'ok'), unsupported],
    3,
    now,
  );
  assert.equal(accepted?.type, 'Accepted');
  assert.deepEqual(renamed, { ...unsupported, observedGeneration: 3, lastTransitionTime: now });
  assert.deepEqual(former, { ...renamed, type: 'Honoured' });
  assert.deepEqual(rest, []);
});

test('takes the time of the last change from the status of a release that knew the former name only', () => {
  const stored = { ...unsupported, type: 'Honoured', observedGeneration: 2, lastTransitionTime: earlier } as const;
  const times = (status: typeof unsupported) =>
    toConditions([stored], [status], 3, now).map(({ type, lastTransitionTime }) => [type, lastTransitionTime]);
  assert.deepEqual(times(unsupported), [
    ['FieldsSupported', earlier],
    ['Honoured', earlier],
  ]);
  assert.deepEqual(times(conditionTrue('FieldsSupported', 'Whole', 'ok')), [
    ['FieldsSupported', now],
    ['Honoured', now],
  ]);
});

test('records one Event for a renamed condition', () => {
  assert.deepEqual(changedConditions([], [unsupported]), [unsupported]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delivery, envelope, event } from '@mambogo/testing/messaging/test-events.ts';
import { pino } from 'pino';
import { PoisonError } from '../inbox/poison-error.ts';
import { deadLetterFailures } from './dead-letter-failures.ts';
import type { NewDeadLetter } from './dead-letters.ts';

const unavailable = new Error('the store is away');
const filing = {
  topic: event.topic,
  handlers: [],
  isStoreUnavailable: (error: unknown) => error === unavailable,
  logger: pino({ level: 'silent' }),
};
const entries = ['good', 'poison', 'unlucky', 'early'].map((id) => delivery(envelope(), id));
const process = async () =>
  new Map<string, unknown>([
    ['poison', new PoisonError('unreadable')],
    ['unlucky', unavailable],
    ['early', new Error('its cause is not here yet')],
  ]);

test('what cannot be handled is filed and done with; only what met a store that is away comes again', async () => {
  const filed: NewDeadLetter[] = [];
  const file = async (letter: NewDeadLetter) => void filed.push(letter);
  const failed = await deadLetterFailures(process, { ...filing, letters: { store: file } })(entries);
  assert.deepEqual([...failed.keys()], ['unlucky']);
  assert.deepEqual(
    filed.map(({ payload }) => JSON.parse(payload)),
    [entries[1]?.event, entries[3]?.event],
  );
});

test('what cannot be filed comes again, and no more is tried of its batch', async () => {
  let tried = 0;
  const file = () => {
    tried += 1;
    return Promise.reject(unavailable);
  };
  const failed = await deadLetterFailures(process, { ...filing, letters: { store: file } })(entries);
  assert.deepEqual([...failed.keys()], ['poison', 'unlucky', 'early']);
  assert.equal(tried, 1);
});

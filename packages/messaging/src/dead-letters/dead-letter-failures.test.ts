import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delivery, envelope, event } from '@mambogo/testing/messaging/test-events.ts';
import { pino } from 'pino';
import { PoisonError } from '../inbox/poison-error.ts';
import { deadLetterFailures } from './dead-letter-failures.ts';
import type { NewDeadLetter } from './dead-letters.ts';

const unavailable = new Error('the store is unavailable');
const settings = {
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
    ['early', new Error('its cause has not arrived yet')],
  ]);

test('stores events that cannot be handled; only those that failed on an unavailable store are redelivered', async () => {
  const filed: NewDeadLetter[] = [];
  const file = async (letter: NewDeadLetter) => void filed.push(letter);
  const failed = await deadLetterFailures(process, { ...settings, letters: { store: file } })(entries);
  assert.deepEqual([...failed.keys()], ['unlucky']);
  assert.deepEqual(
    filed.map(({ payload }) => JSON.parse(payload)),
    [entries[1]?.event, entries[3]?.event],
  );
});

test('has an event that cannot be stored redelivered, with the rest of its batch', async () => {
  let tried = 0;
  const file = () => {
    tried += 1;
    return Promise.reject(unavailable);
  };
  const failed = await deadLetterFailures(process, { ...settings, letters: { store: file } })(entries);
  assert.deepEqual([...failed.keys()], ['poison', 'unlucky', 'early']);
  assert.equal(tried, 1);
});

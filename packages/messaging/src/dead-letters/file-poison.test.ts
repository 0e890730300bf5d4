import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { PoisonError } from '../inbox/poison-error.ts';
import { delivery, envelope, event } from '../testing/facts.ts';
import type { NewLetter } from './dead-letters.ts';
import { filingPoison } from './file-poison.ts';

const logger = pino({ level: 'silent' });
const filing = { topic: event.topic, reactions: [], logger };
const entries = ['good', 'poison', 'early'].map((id) => delivery(envelope(), id));
const process = async () =>
  new Map<string, unknown>([
    ['poison', new PoisonError('unreadable')],
    ['early', new Error('its cause is not here yet')],
  ]);

test('poison is filed and done with; what may pass by itself comes again', async () => {
  const filed: NewLetter[] = [];
  const file = async (letter: NewLetter) => void filed.push(letter);
  const failed = await filingPoison(process, { ...filing, letters: { file } })(entries);
  assert.deepEqual([...failed.keys()], ['early']);
  assert.deepEqual(
    filed.map(({ payload }) => JSON.parse(payload)),
    [entries[1]?.event],
  );
});

test('poison that can not be filed comes again', async () => {
  const file = () => Promise.reject(new Error('the store is away'));
  const failed = await filingPoison(process, { ...filing, letters: { file } })(entries);
  assert.deepEqual([...failed.keys()], ['poison', 'early']);
});

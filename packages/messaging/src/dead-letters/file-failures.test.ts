import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { PoisonError } from '../inbox/poison-error.ts';
import { delivery, envelope, event } from '../testing/facts.ts';
import type { NewLetter } from './dead-letters.ts';
import { filingFailures } from './file-failures.ts';

const away = new Error('the store is away');
const filing = {
  topic: event.topic,
  reactions: [],
  isStoreAway: (error: unknown) => error === away,
  logger: pino({ level: 'silent' }),
};
const entries = ['good', 'poison', 'unlucky', 'early'].map((id) => delivery(envelope(), id));
const process = async () =>
  new Map<string, unknown>([
    ['poison', new PoisonError('unreadable')],
    ['unlucky', away],
    ['early', new Error('its cause is not here yet')],
  ]);

test('what cannot be handled is filed and done with; only what met a store that is away comes again', async () => {
  const filed: NewLetter[] = [];
  const file = async (letter: NewLetter) => void filed.push(letter);
  const failed = await filingFailures(process, { ...filing, letters: { file } })(entries);
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
    return Promise.reject(away);
  };
  const failed = await filingFailures(process, { ...filing, letters: { file } })(entries);
  assert.deepEqual([...failed.keys()], ['poison', 'unlucky', 'early']);
  assert.equal(tried, 1);
});

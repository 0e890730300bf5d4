import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLogCalls } from '@mambogo/local/check/log-calls.ts';
import { logEvents } from './log-events.ts';

const text = `
logger.warn({ event: 'outbox.publish_failed', rows: count(of(1)), err }, 'outbox publish failed, will retry');
context.logger.error(
  { event: 'redis.away', note: "it's (away)" },
  'Redis does not answer',
);
logger.info('ready');`;

test('finds level, event, sentence and line of each call', () => {
  assert.deepEqual(
    findLogCalls(text).map(({ level, event, message, line }) => [level, event, message, line]),
    [
      ['warn', 'outbox.publish_failed', 'outbox publish failed, will retry', 2],
      ['error', 'redis.away', 'Redis does not answer', 3],
      ['info', undefined, 'ready', 7],
    ],
  );
});

test('lists each event once for each part that logs it, in order', () => {
  const table = logEvents([
    { path: 'services/order/src/a.ts', text },
    { path: 'services/cart/src/b.ts', text },
  ]);
  assert.deepEqual(
    table
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split(' | ').slice(0, 3).join(' ')),
    [
      '| `outbox.publish_failed` warn services/cart',
      '| `outbox.publish_failed` warn services/order',
      '| `redis.away` error services/cart',
      '| `redis.away` error services/order',
    ],
  );
});

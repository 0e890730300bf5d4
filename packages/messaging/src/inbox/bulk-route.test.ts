import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '@mambogo/service/http/app.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { mountTopic, type ProcessBatch } from './bulk-route.ts';

const logger = pino({ level: 'silent' });

async function deliver(
  t: Parameters<typeof serve>[0],
  entryIds: string[],
  process: ProcessBatch,
  accepting = () => true,
): Promise<{ status: number; body: unknown }> {
  const mount = (app: Parameters<typeof mountTopic>[0]) => mountTopic(app, 'order.events', process, accepting, logger);
  const fetch = await serve(t, createApp({ logger, checkReady: async () => undefined, mount }));
  const response = await fetch('/events/order.events', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'bulk', entries: entryIds.map((entryId) => ({ entryId, event: {}, contentType: '' })) }),
  });
  return { status: response.status, body: await response.json() };
}

test('returns a status for each entry', async (t) => {
  const { status, body } = await deliver(t, ['1', '2', '3'], async () => new Map([['2', new Error('not yet')]]));
  assert.equal(status, 200);
  assert.deepEqual(body, {
    statuses: [
      { entryId: '1', status: 'SUCCESS' },
      { entryId: '2', status: 'RETRY' },
      { entryId: '3', status: 'SUCCESS' },
    ],
  });
});

test('has the whole batch redelivered if processing throws', async (t) => {
  const { status, body } = await deliver(t, ['1', '2'], () => Promise.reject(new Error('the store is unavailable')));
  assert.equal(status, 200);
  assert.deepEqual(body, {
    statuses: [
      { entryId: '1', status: 'RETRY' },
      { entryId: '2', status: 'RETRY' },
    ],
  });
});

test('handles nothing and asks for redelivery while shutting down', async (t) => {
  const process: ProcessBatch = () => assert.fail('handled while shutting down');
  const { body } = await deliver(t, ['1'], process, () => false);
  assert.deepEqual(body, { statuses: [{ entryId: '1', status: 'RETRY' }] });
});

test('accepts an empty batch', async (t) => {
  assert.deepEqual((await deliver(t, [], async () => new Map())).body, { statuses: [] });
});

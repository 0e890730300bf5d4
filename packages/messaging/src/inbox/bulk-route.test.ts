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
  const answer = await fetch('/events/order.events', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'bulk', entries: entryIds.map((entryId) => ({ entryId, event: {}, contentType: '' })) }),
  });
  return { status: answer.status, body: await answer.json() };
}

test('each entry is answered for itself', async (t) => {
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

test('a batch that throws comes again whole', async (t) => {
  const { status, body } = await deliver(t, ['1', '2'], () => Promise.reject(new Error('the store is away')));
  assert.equal(status, 200);
  assert.deepEqual(body, {
    statuses: [
      { entryId: '1', status: 'RETRY' },
      { entryId: '2', status: 'RETRY' },
    ],
  });
});

test('a service that is stopping takes nothing and has everything come again', async (t) => {
  const process: ProcessBatch = () => assert.fail('handled while stopping');
  const { body } = await deliver(t, ['1'], process, () => false);
  assert.deepEqual(body, { statuses: [{ entryId: '1', status: 'RETRY' }] });
});

test('an empty batch is nothing to do', async (t) => {
  assert.deepEqual((await deliver(t, [], async () => new Map())).body, { statuses: [] });
});

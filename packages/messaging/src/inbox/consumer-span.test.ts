import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderPlaced } from '@mambogo/contracts/events/order-events.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { recordSpansWith } from '@mambogo/service/telemetry/trace.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { type BulkDelivery, mountTopic } from './bulk-route.ts';
import { recordDeliveries } from './consumer-span.ts';
import { on } from './delivery.ts';

const logger = pino({ level: 'silent' });
const sampled = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const notSampled = sampled.replace(/01$/, '00');

test('a delivery is a span from the time of the record in the broker, of sampled events that have a handler', async (t) => {
  const spans: unknown[] = [];
  recordSpansWith((name, { startTime, parent }) => {
    spans.push({ name, startTime, parent });
    return { trace: { traceId: '', spanId: '', traceparent: '', recorded: true }, end: () => undefined };
  });
  t.after(() => recordSpansWith(undefined));
  const handlers = [on(orderPlaced, async () => undefined)];
  const process = async (entries: readonly BulkDelivery[]) => {
    recordDeliveries(entries, handlers);
    return new Map();
  };
  const mount = (app: Parameters<typeof mountTopic>[0]) => mountTopic(app, 'order.events', process, () => true, logger);
  const fetch = await serve(t, createApp({ logger, checkReady: async () => undefined, mount }));
  const metadata = { __timestamp: '1764457200123', __topic: 'order.events' };
  const entry = (type: string, traceparent: string, more: object) => ({
    entryId: type,
    event: { type, traceparent },
    ...more,
  });
  await fetch('/events/order.events', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      entries: [
        entry('com.mambogo.order.placed.v1', sampled, { metadata }),
        entry('com.mambogo.order.placed.v1', notSampled, { metadata }),
        entry('com.mambogo.order.placed.v1', sampled, { metadata: null }),
        entry('com.mambogo.order.placed.v1', sampled, { metadata: { __timestamp: 'noon' } }),
        entry('com.mambogo.order.shipped.v1', sampled, { metadata }),
      ],
    }),
  });
  assert.deepEqual(spans, [
    { name: 'receive com.mambogo.order.placed.v1', startTime: 1_764_457_200_123, parent: sampled },
  ]);
});

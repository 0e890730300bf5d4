import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Envelope } from '@mambogo/contracts/events/event.ts';
import { schemaPath } from '@mambogo/contracts/events/event-schemas.ts';
import { startTrace, withTrace } from '@mambogo/service/telemetry/trace.ts';
import { committed, event, metadata, orderId } from '@mambogo/testing/messaging/test-events.ts';
import { createIntegrationEvent } from './integration-event.ts';

test('creates a CloudEvent of the aggregate, with its cause and actor', () => {
  const order = orderId();
  const { topic, key, envelope } = createIntegrationEvent('shop-inventory', event, committed(order), {
    ...metadata,
    causationId: 'before',
  });
  assert.equal(topic, 'inventory.events');
  assert.equal(key, order);
  assert.equal(envelope.subject, order);
  assert.equal(envelope.type, 'com.mambogo.stock.committed.v1');
  assert.equal(envelope.source, 'shop-inventory');
  assert.equal(envelope.correlationid, 'story');
  assert.equal(envelope.causationid, 'before');
  assert.equal(envelope.dataschema, schemaPath(envelope.type));
  assert.deepEqual(Envelope.parse(envelope), envelope);
});

test('rejects data that does not match the schema exactly', () => {
  const order = orderId();
  assert.throws(
    () =>
      createIntegrationEvent(
        'x',
        event,
        { ...committed(order), note: 'more' } as ReturnType<typeof committed>,
        metadata,
      ),
    /note/,
  );
  assert.throws(
    () => createIntegrationEvent('x', event, { orderId: order } as ReturnType<typeof committed>, metadata),
    /lines/,
  );
});

test('carries the current trace in two fields, because the sidecar drops a single one', () => {
  const { trace } = startTrace('test');
  const { envelope } = withTrace(trace, () => createIntegrationEvent('x', event, committed(orderId()), metadata));
  assert.ok(envelope.traceparent?.startsWith(`00-${trace.traceId}-`));
  assert.equal(envelope.traceid, envelope.traceparent);
});

/**
 * Spans of an event at its consumer. Both continue the trace of its publisher: the delivery, from when the broker got the event
 * until it is here (the sidecar waits a moment for more of a batch), and its handling, which is linked to the request it came with.
 */
import { type Envelope, eventType } from '@mambogo/contracts/events/event.ts';
import { currentTrace, inSpan, isRecorded, isRecording, startSpan } from '@mambogo/service/telemetry/trace.ts';
import { z } from 'zod';
import type { BulkDelivery } from './bulk-route.ts';
import type { AnyEventHandler } from './delivery.ts';

const Delivered = z.object({ type: z.string(), traceparent: z.string() });

/** Records the deliveries of those events that have a handler. */
export function recordDeliveries<C, W>(
  entries: readonly BulkDelivery[],
  handlers: readonly AnyEventHandler<C, W>[],
): void {
  if (!isRecording()) return;
  const handled = new Set(handlers.map(({ event }) => eventType(event)));
  for (const { event, publishedAt } of entries) {
    const { data } = Delivered.safeParse(event);
    if (!data || publishedAt === undefined || !handled.has(data.type) || !isRecorded(data.traceparent)) continue;
    startSpan(`receive ${data.type}`, {
      kind: 'consumer',
      parent: data.traceparent,
      startTime: publishedAt,
      attributes: { 'messaging.operation.type': 'receive' },
    }).end();
  }
}

export function inConsumerSpan<T>({ type, id, traceparent }: Envelope, handle: () => T): T {
  const delivery = currentTrace();
  return inSpan(
    `process ${type}`,
    {
      kind: 'consumer',
      parent: traceparent ?? null,
      links: delivery ? [delivery.traceparent] : [],
      attributes: { 'messaging.operation.type': 'process', 'messaging.message.id': id },
    },
    handle,
  );
}

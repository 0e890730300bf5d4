/** The span of handling an event, which continues the trace of its publisher and is linked to the delivery it came with. */
import type { Envelope } from '@mambogo/contracts/events/event.ts';
import { currentTrace, inSpan } from '@mambogo/service/telemetry/trace.ts';

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

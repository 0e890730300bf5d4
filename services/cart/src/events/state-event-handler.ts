/** Handles one event, delivered (on a topic) or replayed. There is no transaction, so handlers must be idempotent. */
import { type AnyEventHandler, checkDelivery, handlersByType } from '@mambogo/messaging/inbox/delivery.ts';
import { startTrace, withTrace } from '@mambogo/service/telemetry/trace.ts';

export function createStateEventHandler<C>(
  context: C,
  list: readonly AnyEventHandler<C, undefined>[],
  topic?: string,
): (event: unknown) => Promise<void> {
  const handlers = handlersByType(list);
  return async (event) => {
    const checked = checkDelivery(event, handlers, topic);
    if (!checked) return;
    const { handler, envelope } = checked;
    await withTrace(startTrace(envelope.traceparent), () =>
      handler.handle(context, undefined, envelope.data, envelope),
    );
  };
}

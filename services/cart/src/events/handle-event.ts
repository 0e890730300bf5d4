/** Handles one event, delivered (on a topic) or replayed: there is no transaction, so reactions are idempotent by themselves. */
import { type AnyEventHandler, checkDelivery, handlersByType } from '@mambogo/messaging/inbox/delivery.ts';
import { startTrace, withTrace } from '@mambogo/service/trace.ts';

export function eventHandler<C>(
  context: C,
  list: readonly AnyEventHandler<C, undefined>[],
  topic?: string,
): (event: unknown) => Promise<void> {
  const reactions = handlersByType(list);
  return async (event) => {
    const checked = checkDelivery(event, reactions, topic);
    if (!checked) return;
    const { handler: reaction, envelope } = checked;
    await withTrace(startTrace(envelope.traceparent), () =>
      reaction.handle(context, undefined, envelope.data, envelope),
    );
  };
}

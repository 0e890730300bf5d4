/** Handles one event, delivered (on a topic) or replayed: there is no transaction, so reactions are idempotent by themselves. */
import { type AnyReaction, checkDelivery, reactionsByType } from '@mambogo/messaging/inbox/delivery.ts';
import { startTrace, withTrace } from '@mambogo/service/trace.ts';

export function eventHandler<C>(
  context: C,
  list: readonly AnyReaction<C, undefined>[],
  topic?: string,
): (event: unknown) => Promise<void> {
  const reactions = reactionsByType(list);
  return async (event) => {
    const checked = checkDelivery(event, reactions, topic);
    if (!checked) return;
    const { reaction, envelope } = checked;
    await withTrace(startTrace(envelope.traceparent), () =>
      reaction.react(context, undefined, envelope.data, envelope),
    );
  };
}

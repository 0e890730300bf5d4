/** Handles one event, delivered or replayed: there is no transaction, so reactions are idempotent by themselves. */
import { type AnyReaction, checkDelivery, reactionsByType } from '@mambogo/messaging/inbox/delivery.ts';
import { startTrace, withTrace } from '@mambogo/service/trace.ts';

export function eventHandler<C>(
  context: C,
  topic: string,
  list: readonly AnyReaction<C, undefined>[],
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

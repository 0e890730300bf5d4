/** Handles a batch whose reactions are idempotent by themselves: all side by side, each entry failing alone. */
import type { BulkDelivery, ProcessBatch } from '@mambogo/messaging/inbox/bulk-route.ts';
import { type AnyReaction, checkDelivery, reactionsByType } from '@mambogo/messaging/inbox/delivery.ts';
import { startTrace, withTrace } from '@mambogo/service/trace.ts';

export function processBatch<C>(
  context: C,
  list: readonly AnyReaction<C, undefined>[],
  recordFailure: (delivery: BulkDelivery, error: unknown) => Promise<void>,
): ProcessBatch {
  const reactions = reactionsByType(list);

  async function handle({ event }: BulkDelivery): Promise<void> {
    const checked = checkDelivery(event, reactions);
    if (!checked) return;
    const { reaction, envelope } = checked;
    await withTrace(startTrace(envelope.traceparent), () =>
      reaction.react(context, undefined, envelope.data, envelope),
    );
  }

  return async (entries) => {
    const failed = new Map<string, unknown>();
    await Promise.all(
      entries.map(async (entry) => {
        try {
          await handle(entry);
        } catch (error) {
          failed.set(entry.entryId, error);
          await recordFailure(entry, error);
        }
      }),
    );
    return failed;
  };
}

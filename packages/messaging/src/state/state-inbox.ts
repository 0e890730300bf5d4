/**
 * Handles events where the store has no transaction over several keys: all events of a batch concurrently, each failing alone.
 * Handlers must be idempotent. One that is not by nature stores the ids it has applied in the value it changes (processed-ids.ts).
 */

import { meter } from '@mambogo/metrics/meter.ts';
import type { ProcessBatch } from '../inbox/bulk-route.ts';
import { inConsumerSpan } from '../inbox/consumer-span.ts';
import { countHandled } from '../inbox/count-handled.ts';
import { type AnyEventHandler, checkDelivery, handlersByType } from '../inbox/delivery.ts';
import type { RecordFailure } from '../inbox/delivery-failure.ts';

export type AnyStateEventHandler<C> = AnyEventHandler<C, undefined>;

export interface StateInboxSettings<C> {
  /** The topic of the events delivered here. */
  readonly topic: string;
  readonly context: C;
  readonly handlers: readonly AnyStateEventHandler<C>[];
  readonly recordFailure: RecordFailure;
}

export function stateInbox<C>({ topic, context, handlers, recordFailure }: StateInboxSettings<C>): ProcessBatch {
  const handle = createStateEventHandler(context, handlers, topic);
  return async (entries) => {
    const failed = new Map<string, unknown>();
    await Promise.all(
      entries.map(async ({ entryId, event }) => {
        try {
          await handle(event);
        } catch (error) {
          failed.set(entryId, error);
          await recordFailure(event, error);
        }
      }),
    );
    return failed;
  };
}

/** @param topic that events are delivered on; undefined for replays */
export function createStateEventHandler<C>(
  context: C,
  list: readonly AnyStateEventHandler<C>[],
  topic?: string,
): (event: unknown) => Promise<void> {
  const handlers = handlersByType(list);
  return async (event) => {
    const checked = checkDelivery(event, handlers, topic);
    if (!checked) {
      if (topic) meter.count('mambogo_inbox_events_total', { topic, outcome: 'ignored' });
      return;
    }
    const began = Date.now();
    const { handler, envelope } = checked;
    await inConsumerSpan(envelope, () => handler.handle(context, undefined, envelope.data, envelope));
    if (topic) countHandled(topic, [envelope], began);
  };
}

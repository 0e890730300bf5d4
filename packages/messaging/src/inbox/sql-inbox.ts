/**
 * Handles a batch with exactly-once effect: the event ids go into the inbox in the handlers' own transaction. The batch is
 * first handled as one transaction, as if all its events were new; if that fails, each entry gets its own, so a bad event never
 * blocks a good one.
 */
import { meter } from '@mambogo/metrics/meter.ts';
import type { RunInTransaction } from '../unit-of-work.ts';
import type { BulkDelivery, ProcessBatch } from './bulk-route.ts';
import { countHandled } from './count-handled.ts';
import { type AnyEventHandler, type CheckedDelivery, checkDelivery, handlersByType } from './delivery.ts';
import type { RecordFailure } from './delivery-failure.ts';
import { type Claim, handleOnce } from './handle-once.ts';
import type { SourcePositions } from './source-positions.ts';

export interface SqlInboxSettings<C> {
  /** The service's name. */
  readonly consumer: string;
  /** The topic of the events delivered here. */
  readonly topic: string;
  readonly context: C;
  readonly handlers: readonly AnyEventHandler<C>[];
  readonly runInTransaction: RunInTransaction;
  readonly recordFailure: RecordFailure;
  /** Observes events that were handled for the first time. */
  readonly positions?: SourcePositions;
  /** Called for each event whose type has no handler. */
  readonly onIgnored?: () => void;
}

interface Checked<C> extends CheckedDelivery<C> {
  readonly entryId: string;
}

export function sqlInbox<C>(settings: SqlInboxSettings<C>): ProcessBatch {
  const handlers = handlersByType(settings.handlers);
  const { consumer, topic, context, runInTransaction, positions } = settings;
  const metadata = { correlationId: 'batch', actor: `service:${consumer}` };

  const handle = async (batch: readonly Checked<C>[], claim: Claim) => {
    const began = Date.now();
    const handled = await runInTransaction(metadata, (unit) => handleOnce(unit, consumer, context, batch, claim));
    countHandled(topic, handled, began);
    meter.count('mambogo_inbox_events_total', { topic, outcome: 'duplicate' }, batch.length - handled.length);
    await positions?.observe(handled);
  };

  return async (entries) => {
    const failed = new Map<string, unknown>();
    const batch = entries.flatMap((entry) => {
      try {
        const checked = checkDelivery(entry.event, handlers, topic);
        if (checked) return [{ entryId: entry.entryId, ...checked }];
        settings.onIgnored?.();
        meter.count('mambogo_inbox_events_total', { topic, outcome: 'ignored' });
      } catch (error) {
        failed.set(entry.entryId, error);
      }
      return [];
    });
    if (batch.length > 0) await handle(batch, 'new').catch(() => oneByOne(batch, handle, failed));
    await recordAll(entries, failed, settings.recordFailure);
    return failed;
  };
}

async function oneByOne<C>(
  batch: readonly Checked<C>[],
  handle: (batch: readonly Checked<C>[], claim: Claim) => Promise<void>,
  failed: Map<string, unknown>,
): Promise<void> {
  for (const one of batch) await handle([one], 'any').catch((error: unknown) => failed.set(one.entryId, error));
}

async function recordAll(
  entries: readonly BulkDelivery[],
  failed: ReadonlyMap<string, unknown>,
  record: RecordFailure,
): Promise<void> {
  for (const { entryId, event } of entries) if (failed.has(entryId)) await record(event, failed.get(entryId));
}

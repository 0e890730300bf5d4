/**
 * Handles a batch exactly once to effect: the event ids go into the inbox in the handlers' own transaction. The batch is
 * tried as one transaction; when that fails, each entry has one of its own, so a bad event never holds up a good one.
 */
import type { Envelope } from '@mambogo/contracts/events/event.ts';
import { startTrace, withTrace } from '@mambogo/service/trace.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, placeholders } from '../dialect.ts';
import type { DoWork, Work } from '../work.ts';
import type { BulkDelivery, ProcessBatch } from './bulk-route.ts';
import { type AnyReaction, checkDelivery, reactionsByType } from './delivery.ts';
import type { RecordFailure } from './delivery-failure.ts';

export interface SqlInboxSettings<C> {
  /** The service's name: who consumed an event. */
  readonly consumer: string;
  readonly context: C;
  readonly reactions: readonly AnyReaction<C>[];
  readonly work: DoWork;
  readonly recordFailure: RecordFailure;
  /** Counts events of types nobody here reacts to. */
  readonly onIgnored?: () => void;
}

interface Checked<C> {
  readonly entryId: string;
  readonly reaction: AnyReaction<C>;
  readonly envelope: Envelope;
}

export function sqlInbox<C>(settings: SqlInboxSettings<C>): ProcessBatch {
  const reactions = reactionsByType(settings.reactions);
  const { consumer, context, work } = settings;
  const cause = { correlationId: 'batch', actor: `service:${consumer}` };

  const handle = (batch: readonly Checked<C>[]) =>
    work(cause, async (unit) => {
      const fresh = await claim(
        unit.manager,
        consumer,
        batch.map(({ envelope }) => envelope.id),
      );
      for (const { reaction, envelope } of batch) {
        if (!fresh.delete(envelope.id.toLowerCase())) continue;
        await withTrace(startTrace(envelope.traceparent), () =>
          reaction.react(context, because(unit, envelope), envelope.data, envelope),
        );
      }
    });

  return async (entries) => {
    const failed = new Map<string, unknown>();
    const batch = entries.flatMap((entry) => {
      try {
        const checked = checkDelivery(entry.event, reactions);
        if (checked) return [{ entryId: entry.entryId, ...checked }];
        settings.onIgnored?.();
      } catch (error) {
        failed.set(entry.entryId, error);
      }
      return [];
    });
    if (batch.length > 0) await handle(batch).catch(() => oneByOne(batch, handle, failed));
    await recordAll(entries, failed, settings.recordFailure);
    return failed;
  };
}

async function oneByOne<C>(
  batch: readonly Checked<C>[],
  handle: (batch: readonly Checked<C>[]) => Promise<void>,
  failed: Map<string, unknown>,
): Promise<void> {
  for (const one of batch) await handle([one]).catch((error: unknown) => failed.set(one.entryId, error));
}

async function recordAll(
  entries: readonly BulkDelivery[],
  failed: ReadonlyMap<string, unknown>,
  record: RecordFailure,
): Promise<void> {
  for (const { entryId, event } of entries) if (failed.has(entryId)) await record(event, failed.get(entryId));
}

/** What an event causes carries the event's id and its story's correlation id. */
const because = (unit: Work, { correlationid, id }: Envelope): Work =>
  unit.because({ correlationId: correlationid, causationId: id, actor: unit.cause.actor });

/** Enters ids into the inbox; answers those that were not in it, in lower case as PostgreSQL has them. */
async function claim(manager: EntityManager, consumer: string, ids: readonly string[]): Promise<Set<string>> {
  const unique = [...new Set(ids.map((id) => id.toLowerCase()))];
  const dialect = dialectOf(manager.connection);
  const values = unique.flatMap((id) => [consumer, id]);
  if (dialect === 'postgres') {
    const rows = await manager.query<{ event_id: string }[]>(
      `insert into inbox (consumer, event_id) values ${placeholders(dialect, unique.length, 2)}
       on conflict do nothing returning event_id`,
      values,
    );
    return new Set(rows.map((row) => row.event_id));
  }
  const seen = await manager.query<{ event_id: string }[]>(
    `select event_id from inbox where consumer = ? and event_id in (${unique.map(() => '?').join(',')})`,
    [consumer, ...unique],
  );
  const fresh = new Set(unique);
  for (const { event_id } of seen) fresh.delete(event_id);
  if (fresh.size > 0)
    await manager.query(
      `insert into inbox (consumer, event_id) values ${placeholders(dialect, fresh.size, 2)}`,
      [...fresh].flatMap((id) => [consumer, id]),
    );
  return fresh;
}

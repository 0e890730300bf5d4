/**
 * Republishes what an outbox retains, for when the broker lost messages. Consumers have the ids of handled events in their
 * inboxes, so these have no second effect. Rows are retained for a week after they were published; for aggregates whose
 * events are older, a snapshot of the current state is published.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type DomainEvent, eventType } from '@mambogo/contracts/events/event.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { dialectOf, query } from '../dialect.ts';
import type { RunInTransaction } from '../unit-of-work.ts';
import { outboxStoreOf } from './outbox.ts';

export interface RepublishScope {
  /** Only what was committed since then. */
  readonly since?: Date;
  /** Only what was published since then. */
  readonly publishedSince?: Date;
  /** Only these topics. */
  readonly topics?: readonly string[];
}

export interface Republished {
  /** Number of outbox rows that will be published again. */
  readonly events: number;
  /** Number of aggregates of which the outbox retained nothing. */
  readonly snapshots: number;
}

/** Batches of events with the current state of aggregates of which the outbox retains nothing. */
export type Snapshots = (manager: EntityManager) => AsyncIterable<readonly DomainEvent[]>;

export interface RepublishSettings {
  readonly database: DataSource;
  readonly runInTransaction: RunInTransaction;
  /** The service's name, for the snapshots' actor. */
  readonly service: string;
  readonly snapshots?: Snapshots;
}

/** Limits the rows of one statement, to stay within the statement time-out. */
const rowsPerStatement = 10_000n;

export async function republish(
  { database, runInTransaction, service, snapshots }: RepublishSettings,
  scope: RepublishScope = {},
): Promise<Republished> {
  const events = await withRelayPaused(database, () => markUnpublished(database, scope));
  let snapshotCount = 0;
  for await (const batch of snapshots?.(database.manager) ?? []) {
    await runInTransaction({ correlationId: 'republish', actor: `service:${service}` }, async (unit) => {
      for (const { event, data } of batch) unit.emit(event, data);
    });
    snapshotCount += batch.length;
  }
  return { events, snapshots: snapshotCount };
}

/** How long to wait for a relay to release its lock: longer than a publish takes. */
const relayLockTimeoutMs = 60_000;

/**
 * Runs `action` while no relay is running: one that has published rows but not committed yet would otherwise mark them as
 * published afterwards.
 */
async function withRelayPaused<T>(database: DataSource, action: () => Promise<T>): Promise<T> {
  const store = outboxStoreOf(database);
  const end = Date.now() + relayLockTimeoutMs;
  try {
    for (;;) {
      const done: T[] = [];
      const acquired = await store.withRelayLock(async () => {
        done.push(await action());
      });
      const [result] = done;
      if (acquired && result !== undefined) return result;
      if (Date.now() > end)
        throw new Error(`the relay did not release its lock within ${relayLockTimeoutMs / 1_000} s: try again`);
      await wait(20);
    }
  } finally {
    await store.close();
  }
}

/** Marks published rows as unpublished; the relay picks them up by polling. */
async function markUnpublished(
  { manager }: DataSource,
  { since, publishedSince, topics }: RepublishScope,
): Promise<number> {
  if (topics?.length === 0) return 0;
  // A leased row may be published already, and is marked later.
  const leased = 'published_at is null and attempts = 0 and next_at is not null';
  const published = `(${publishedSince ? 'published_at >= ?' : 'published_at is not null'} or ${leased})`;
  const from = publishedSince ? [publishedSince] : [];
  const [range] = await query<{ least: string | null; most: string | null }[]>(
    manager,
    `select min(seq) as least, max(seq) as most from outbox
     where ${published} ${since ? 'and created_at >= ?' : ''}`,
    [...from, ...(since ? [since] : [])],
  );
  if (!range?.least || !range.most) return 0;
  const most = BigInt(range.most);
  let unpublished = 0;
  for (let first = BigInt(range.least); first <= most; first += rowsPerStatement) {
    const last = first + rowsPerStatement - 1n < most ? first + rowsPerStatement - 1n : most;
    const result = await query<unknown>(
      manager,
      `update outbox set published_at = null, attempts = 0, next_at = null
       where seq between ? and ? and ${published}
         ${topics ? `and topic in (${topics.map(() => '?').join(',')})` : ''}`,
      [String(first), String(last), ...from, ...(topics ?? [])],
    );
    unpublished += affectedRows(result);
  }
  return unpublished;
}

/** PostgreSQL returns [rows, count]. */
const Affected = z.union([
  z.tuple([z.unknown(), z.number()]).transform(([, count]) => count),
  z.object({ affectedRows: z.number() }).transform(({ affectedRows: count }) => count),
]);
const affectedRows = (result: unknown): number => Affected.parse(result);

/** Keys of aggregates of which the outbox retains an event of this type. */
export async function retainedKeys(
  manager: EntityManager,
  event: Parameters<typeof eventType>[0] & { readonly topic: string },
): Promise<ReadonlySet<string>> {
  const type = dialectOf(manager.connection) === 'postgres' ? `envelope ->> 'type'` : `json_value(envelope, '$.type')`;
  const rows = await query<{ message_key: string }[]>(
    manager,
    `select distinct message_key from outbox where topic = ? and ${type} = ?`,
    [event.topic, eventType(event)],
  );
  return new Set(rows.map(({ message_key }) => message_key));
}

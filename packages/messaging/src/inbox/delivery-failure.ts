/**
 * Records why an event could not be handled, because the sidecar delivers dead letters without the error. Written in its own
 * transaction before the event is stored as dead letter or redelivered; skipped while the store is unavailable.
 */
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { dialectOf } from '../dialect.ts';
import { PoisonError } from './poison-error.ts';

/** Poison waits for a person; transient failures may succeed on a retry. */
export type FailureKind = 'poison' | 'transient';

export interface Failure {
  readonly kind: FailureKind;
  readonly error: string;
}

export type RecordFailure = (event: unknown, error: unknown) => Promise<void>;

const WithId = z.object({ id: z.string().regex(/^\P{Cc}{1,200}$/u) });

export const eventId = (event: unknown): string | undefined => WithId.safeParse(event).data?.id;
export const failureOf = (error: unknown): Failure => ({
  kind: error instanceof PoisonError ? 'poison' : 'transient',
  error: (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 1_000),
});
/** For an event that became a dead letter without a recorded failure. */
export const unknownFailure: Failure = { kind: 'transient', error: 'it was not handled in time' };

export const recordFailures =
  (database: DataSource, consumer: string): RecordFailure =>
  async (event, error) => {
    const id = eventId(event);
    if (!id) return;
    const failure = failureOf(error);
    const values = [consumer, id, failure.kind, failure.error];
    const sql =
      dialectOf(database) === 'postgres'
        ? `insert into delivery_failure (consumer, event_id, kind, error) values ($1, $2, $3, $4)
           on conflict (consumer, event_id) do update set kind = excluded.kind, error = excluded.error,
             deliveries = delivery_failure.deliveries + 1, failed_at = now()`
        : `insert into delivery_failure (consumer, event_id, kind, error) values (?, ?, ?, ?)
           on duplicate key update kind = values(kind), error = values(error), deliveries = deliveries + 1, failed_at = now(6)`;
    await database.query(sql, values).catch(() => undefined);
  };

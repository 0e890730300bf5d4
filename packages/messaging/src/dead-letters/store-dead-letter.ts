/** Stores a dead letter in SQL, with the error of its last delivery. */
import type { EntityManager } from 'typeorm';
import { query } from '../dialect.ts';
import { type Failure, unknownFailure } from '../inbox/delivery-failure.ts';
import { findDeadLetter, settleDeadLetter, sqlNow } from './dead-letter-repository.ts';
import type { NewDeadLetter } from './dead-letters.ts';

export async function storeDeadLetter(manager: EntityManager, consumer: string, letter: NewDeadLetter): Promise<void> {
  const stored = await findDeadLetter(manager, consumer, letter.id);
  if (stored && stored.status !== 'replayed') return;
  const handled = await isHandled(manager, consumer, letter);
  if (stored && handled) return;
  const { kind, error } = letter.failure ?? (await lastFailure(manager, consumer, letter)) ?? unknownFailure;
  if (stored)
    await query(
      manager,
      `update dead_letter set status = 'waiting', kind = ?, error = ?, tries = 0, settled_at = null, settled_by = null,
         filed_at = ${sqlNow}, waiting_since = ${sqlNow}, next_at = ${sqlNow} where consumer = ? and id = ?`,
      [kind, error, consumer, letter.id],
    );
  else
    await query(
      manager,
      `insert into dead_letter (consumer, id, payload, type, subject, kind, error, filed_at, waiting_since, next_at)
         values (?, ?, ?, ?, ?, ?, ?, ${sqlNow}, ${sqlNow}, ${sqlNow})`,
      [consumer, letter.id, letter.payload, letter.type ?? null, letter.subject ?? null, kind, error],
    );
  if (handled) await settleDeadLetter(manager, consumer, letter.id, { status: 'replayed', by: `service:${consumer}` });
}

/** Whether a copy of the event was handled meanwhile; one that is malformed never was. */
async function isHandled(
  manager: EntityManager,
  consumer: string,
  { eventId, failure }: NewDeadLetter,
): Promise<boolean> {
  if (failure || !eventId) return false;
  const rows = await query<unknown[]>(manager, 'select 1 from inbox where consumer = ? and event_id = ?', [
    consumer,
    eventId.toLowerCase(),
  ]);
  return rows.length > 0;
}

async function lastFailure(manager: EntityManager, consumer: string, { eventId }: NewDeadLetter) {
  if (!eventId) return undefined;
  const [failure] = await query<Failure[]>(
    manager,
    'select kind, error from delivery_failure where consumer = ? and event_id = ?',
    [consumer, eventId],
  );
  return failure;
}

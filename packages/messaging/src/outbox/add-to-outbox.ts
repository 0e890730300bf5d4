/**
 * Inserts events into the outbox in the caller's transaction, with one statement, in order of their sequence.
 *
 * In PostgreSQL the statement is sent with the next one: the commit. The rows are leased to this process, which publishes them from memory right after the commit. The statement also
 * returns which earlier rows of the same key wait, so that the process knows which of its rows must wait too. It sees all of
 * them: transactions that emit events of one key are serialized by the lock or the version of the aggregate, and each inserts its
 * events after that. A row is not leased while a backup holds the lock of leases, and if the event is too large to be published.
 */
import { postgresLeaseLock } from '@mambogo/contracts/events/relay-lock.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, placeholders } from '../dialect.ts';
import type { IntegrationEvent } from '../integration-event.ts';
import { maxEventBytes } from './batch-by-topic.ts';
import { type AddedRows, leaseSeconds } from './outbox-row.ts';

/**
 * @param hasRelay whether this process has a relay to which the rows are handed over after the commit
 * @returns what was added, to be called after the commit
 */
export async function addToOutbox(
  manager: EntityManager,
  events: readonly IntegrationEvent[],
  hasRelay: boolean,
): Promise<() => AddedRows> {
  if (events.length === 0) return () => ({ leased: [], others: false });
  const texts = new Map(events.map(({ envelope }) => [envelope.id, JSON.stringify(envelope)]));
  if (dialectOf(manager.connection) === 'postgres') {
    const inserted = await hold<InsertedRow>(manager, insertLeased, [toRecords(events, texts, hasRelay)]);
    return () => addedRows(texts, inserted.rows());
  }
  await manager.query(
    `insert into outbox (id, topic, message_key, envelope) values ${placeholders(events.length, 4)}`,
    events.flatMap(({ topic, key, envelope: { id } }) => [id, topic, key, texts.get(id)]),
  );
  return () => ({ leased: [], others: true });
}

interface InsertedRow {
  readonly seq: string;
  readonly id: string;
  readonly topic: string;
  readonly messageKey: string;
  /** null: the row is not leased. */
  readonly waiting: readonly string[] | null;
}

/** One parameter for any number of rows: the statement's text stays the same, so it is prepared once. */
const insertLeased = `
  with shared as materialized (select pg_try_advisory_xact_lock_shared(${postgresLeaseLock}) as granted),
  added as (
    insert into outbox (id, topic, message_key, envelope, next_at)
    select id, topic, key, envelope,
      case when lease and (select granted from shared) then now() + interval '${leaseSeconds} seconds' end
    from json_to_recordset($1) as f(id uuid, topic text, key text, lease boolean, envelope json)
    returning seq, id, topic, message_key, next_at)
  select seq, id, topic, message_key as "messageKey", case when next_at is not null then array(
    select o.id::text from outbox o where o.topic = added.topic and o.message_key = added.message_key
      and o.published_at is null and o.parked is null) end as waiting
  from added`;

/** The records of `insertLeased` as JSON, which contains the envelopes' texts unchanged. */
function toRecords(events: readonly IntegrationEvent[], texts: ReadonlyMap<string, string>, hasRelay: boolean): string {
  const records = events.map(({ topic, key, envelope: { id } }) => {
    const text = texts.get(id) ?? '';
    const lease = hasRelay && Buffer.byteLength(text) <= maxEventBytes;
    return `${JSON.stringify({ id, topic, key, lease }).slice(0, -1)},"envelope":${text}}`;
  });
  return `[${records.join(',')}]`;
}

function addedRows(texts: ReadonlyMap<string, string>, inserted: readonly InsertedRow[]): AddedRows {
  const leased = inserted.flatMap(({ waiting, ...row }) =>
    waiting === null ? [] : [{ ...row, waiting, envelope: texts.get(row.id) ?? '' }],
  );
  return { leased, others: leased.length < inserted.length };
}

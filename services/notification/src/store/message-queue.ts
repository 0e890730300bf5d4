/**
 * The queue of messages. `next_at` is when a message is due, or the end of the lease of the worker that has it; a worker changes a
 * message only while it still has its lease.
 */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { DataSource } from 'typeorm';
import type { MessageRow } from './entities.ts';

/** A message that this worker holds until its lease ends. */
export interface ClaimedMessage
  extends Pick<MessageRow, 'id' | 'kind' | 'orderId' | 'personId' | 'reference' | 'tries' | 'repeats' | 'traceparent'> {
  /** End of the lease, as the database's text. */
  readonly lease: string;
  /** Seconds since it was queued. */
  readonly age: number;
}

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'failed' | 'skipped'; readonly reason: string }
  /** Tried again after so many seconds. */
  | { readonly state: 'queued'; readonly reason: string; readonly delay: number };

export interface MessageQueue {
  claim(limit: number): Promise<readonly ClaimedMessage[]>;
  /** Records whom it goes to, as soon as that is known: an erasure finds it from then on. */
  addressTo(message: ClaimedMessage, personId: CustomerId): Promise<void>;
  settle(message: ClaimedMessage, outcome: Outcome): Promise<void>;
  /** The person was erased. */
  erase(message: ClaimedMessage): Promise<void>;
  /** Deletes messages that ended so many days ago. */
  purge(days: number): Promise<void>;
}

export const createMessageQueue = (database: DataSource, leaseSeconds: number): MessageQueue => ({
  async claim(limit) {
    const [rows] = await database.query<[ClaimedMessage[], number]>(
      `update message m set next_at = now() + make_interval(secs => $2), tries = m.tries + 1
       from (select id from message where next_at <= now() order by next_at limit $1 for update skip locked) due
       where m.id = due.id
       returning m.id, m.kind, m.order_id as "orderId", m.person_id as "personId", m.reference, m.tries, m.repeats,
         m.traceparent, m.next_at::text as lease, extract(epoch from now() - m.queued_at)::float8 as age`,
      [limit, leaseSeconds],
    );
    return rows;
  },

  async addressTo({ id }, personId) {
    await database.query('update message set person_id = $2 where id = $1', [id, personId]);
  },

  async settle({ id, lease }, outcome) {
    const { state } = outcome;
    await database.query(
      `update message set state = $3, reason = $4, next_at = now() + make_interval(secs => $5::float8),
         sent_at = case when $3 = 'sent' then now() else sent_at end
       where id = $1 and next_at = $2::timestamptz`,
      [id, lease, state, state === 'sent' ? null : outcome.reason, state === 'queued' ? outcome.delay : null],
    );
  },

  async erase({ id }) {
    await database.query('delete from message where id = $1', [id]);
  },

  async purge(days) {
    await database.query(
      `delete from message where next_at is null and created_at < now() - make_interval(days => $1)`,
      [days],
    );
  },
});

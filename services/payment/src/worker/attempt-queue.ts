/**
 * The queue of attempts that wait for the provider: claimed with a lease, rescheduled with a delay. `next_at` holds both: NULL
 * once an attempt has ended, in the past when it is due. A callback makes an attempt due immediately, ended or not
 * (store/callbacks.ts). A worker that holds it at that time must not undo this, so it changes `next_at` only while it still
 * equals its own lease.
 */
import { hold } from '@mambogo/service/database/hold.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { AttemptTask, SettlementWindows } from './settlement-protocol.ts';

/** An attempt that this worker holds until its lease ends. */
export interface ClaimedAttempt extends AttemptTask {
  /** End of the lease, as the database's text. */
  readonly lease: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}

/** When the order was placed, in Unix seconds: part of its id (UUIDv7). */
const placedAt = `('x' || left(replace(a.order_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0::float8`;

/** A claim that may lead to a charge records that (`sent_at`) before the charge is sent. */
export const claimAttempts =
  (database: DataSource, leaseSeconds: number, { resendWithin }: Pick<SettlementWindows, 'resendWithin'>) =>
  async (limit: number): Promise<readonly ClaimedAttempt[]> => {
    const [rows] = await database.query<[ClaimedAttempt[], number]>(
      `update payment_attempt a
       set next_at = now() + make_interval(secs => $2), tries = a.tries + 1,
         sent_at = case when due.sends then now() else a.sent_at end,
         first_sent_at = case when due.sends then coalesce(a.first_sent_at, now()) else a.first_sent_at end
       from (
         select *, mode = 'charge' and (first_sent_at is null or first_sent_at >= now() - make_interval(secs => $3)) as sends
         from (
           select q.order_id, q.attempt, q.tries, p.amount, p.currency, q.reference, q.first_sent_at, q.sent_at,
             case when q.state not in ('STARTED', 'ACTION_REQUIRED') then 'verify'
               when p.ended or p.captured > 0 then 'void' else 'charge' end as mode
           from payment_attempt q join payment p on p.order_id = q.order_id
           where q.next_at <= now() order by q.next_at limit $1 for update of q skip locked
         ) locked
       ) due
       where a.order_id = due.order_id and a.attempt = due.attempt
       returning a.order_id as "orderId", a.attempt, due.mode, a.token, due.amount, due.currency, due.tries, due.reference,
         extract(epoch from now() - due.first_sent_at)::float8 as "sinceFirstSent",
         extract(epoch from now() - due.sent_at)::float8 as "sinceSent",
         extract(epoch from now())::float8 - ${placedAt} as "sinceOrdered",
         a.next_at::text as lease, a.causation_id as "causationId", a.traceparent`,
      [limit, leaseSeconds, resendWithin],
    );
    return rows;
  };

export interface ScheduledRetry {
  readonly task: ClaimedAttempt;
  /** Seconds until the next retry; undefined if none is needed. */
  readonly delay: number | undefined;
}

/** Schedules the next retry of attempts whose lease is still held, and of those that another worker recorded as ended. */
export async function scheduleRetries(manager: EntityManager, retries: readonly ScheduledRetry[]): Promise<void> {
  if (retries.length === 0) return;
  await hold(
    manager,
    `update payment_attempt a set next_at = now() + make_interval(secs => n.delay)
     from json_to_recordset($1) as n("orderId" uuid, attempt int, lease timestamptz, delay float8)
     where a.order_id = n."orderId" and a.attempt = n.attempt
       and (a.next_at = n.lease or (a.next_at is null and n.delay is not null and a.state <> 'CAPTURED'))`,
    [
      JSON.stringify(
        retries.map(({ task: { orderId, attempt, lease }, delay }) => ({ orderId, attempt, lease, delay })),
      ),
    ],
  );
}

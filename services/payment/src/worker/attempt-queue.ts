/** Attempts that wait for the provider: claimed with a lease, put back with a delay. `next_at` is both. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource, EntityManager } from 'typeorm';

/** An attempt that is ours until its lease ends. */
export interface AttemptTask {
  readonly orderId: OrderId;
  readonly attempt: number;
  /** There as long as the attempt is open. */
  readonly token: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** The order was cancelled or is paid by another attempt: it must not be charged any more. */
  readonly closed: boolean;
  /** Claims before this one. */
  readonly tries: number;
  /** Seconds since the charge may first and last have been sent; null = never. */
  readonly sinceFirstSent: number | null;
  readonly sinceSent: number | null;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}

/** A claim that may lead to a charge says so (`sent_at`) before the charge is sent. */
export const claimAttempts = (database: DataSource, leaseSeconds: number) => async (limit: number) => {
  const [rows] = await database.query<[AttemptTask[], number]>(
    `update payment_attempt a
     set next_at = now() + make_interval(secs => $2), tries = a.tries + 1,
       sent_at = case when due.closed then a.sent_at else now() end,
       first_sent_at = case when due.closed then a.first_sent_at else coalesce(a.first_sent_at, now()) end
     from (
       select q.order_id, q.attempt, q.tries, p.amount, p.currency, p.ended or p.captured > 0 as closed,
         q.first_sent_at, q.sent_at
       from payment_attempt q join payment p on p.order_id = q.order_id
       where q.next_at <= now() order by q.next_at limit $1 for update of q skip locked
     ) due
     where a.order_id = due.order_id and a.attempt = due.attempt
     returning a.order_id as "orderId", a.attempt, a.token, due.amount, due.currency, due.closed, due.tries,
       extract(epoch from now() - due.first_sent_at)::float8 as "sinceFirstSent",
       extract(epoch from now() - due.sent_at)::float8 as "sinceSent",
       a.causation_id as "causationId", a.traceparent`,
    [limit, leaseSeconds],
  );
  return rows;
};

export interface Postponed {
  readonly orderId: OrderId;
  readonly attempt: number;
  /** Seconds. */
  readonly delay: number;
}

/** Sets the next try of attempts that are still open. */
export async function postponeAttempts(manager: EntityManager, postponed: readonly Postponed[]): Promise<void> {
  if (postponed.length === 0) return;
  await manager.query(
    `update payment_attempt a set next_at = now() + make_interval(secs => n.delay)
     from json_to_recordset($1) as n("orderId" uuid, attempt int, delay float8)
     where a.order_id = n."orderId" and a.attempt = n.attempt and a.next_at is not null`,
    [JSON.stringify(postponed)],
  );
}

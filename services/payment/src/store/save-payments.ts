/**
 * Saves changed payments with their attempts, refunds and log entries in one statement, sent with the commit if none of them is new:
 * existing ones are locked. A new payment that another transaction created in the meantime is not saved: its id is missing in the
 * result, and the caller decides again.
 */
import { backoff, noJitter } from '@mambogo/contracts/backoff.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import type { EntityManager } from 'typeorm';
import { isOpen, type Payment } from '../domain/payment.ts';
import { summarise } from '../domain/payment-summary.ts';
import type { StoredPayment } from './load-payments.ts';

/** An entry of payment_event. */
export interface LogEntry {
  readonly orderId: OrderId;
  readonly version: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly cause?: string;
  readonly traceId?: string;
  readonly at: string;
  readonly hash: string;
  readonly prevHash: string;
}

export interface ChangedPayment {
  readonly before: StoredPayment;
  readonly after: StoredPayment;
  readonly entries: readonly LogEntry[];
  /** Causation of attempts and refunds started here, for their later results. */
  readonly causationId?: string;
  readonly traceparent?: string;
}

export async function savePayments(manager: EntityManager, changed: readonly ChangedPayment[]): Promise<Set<OrderId>> {
  const orderIds = changed.map(({ after }) => after.orderId);
  const values = [
    JSON.stringify(changed.map(paymentRow)),
    JSON.stringify(changed.flatMap(attemptRows)),
    JSON.stringify(changed.flatMap(refundRows)),
    JSON.stringify(changed.flatMap(({ entries }) => entries)),
    orderIds,
  ];
  if (changed.every(({ before }) => before.version > 0)) {
    await hold(manager, statement, values);
    return new Set(orderIds);
  }
  const rows = await manager.query<{ orderId: OrderId }[]>(statement, values);
  return new Set(rows.map(({ orderId }) => orderId));
}

/** The columns of `payment`. */
export function paymentRow({ before, after }: ChangedPayment) {
  const { request, reserved, ended, attempts, refunds } = after.payment;
  return {
    order_id: after.orderId,
    version_before: before.version,
    customer_id: request?.customerId,
    amount: request?.total.amount,
    currency: request?.total.currency,
    token: request?.token,
    placed: request !== undefined,
    reserved,
    ended,
    attempts: attempts.length,
    refunds: refunds.length,
    version: after.version,
    last_hash: after.lastHash,
    ...summarise(after.payment),
  };
}

/** The columns of `payment_attempt`. */
export const attemptRows = ({ before, after, causationId, traceparent }: ChangedPayment) =>
  after.payment.attempts
    .filter((attempt) => !before.payment.attempts.includes(attempt))
    .map(({ paymentId, actionUrl, taken, ...attempt }) => ({
      ...attempt,
      taken: taken?.amount,
      taken_currency: taken?.currency,
      order_id: after.orderId,
      payment_id: paymentId,
      action_url: actionUrl,
      open: isOpen(attempt),
      causation_id: causationId,
      traceparent,
    }));

const refundRows = ({ before, after, causationId, traceparent }: ChangedPayment) =>
  after.payment.refunds
    .filter((refund) => !before.payment.refunds.includes(refund))
    .map(({ refundId, amount, ...refund }) => ({
      ...refund,
      order_id: after.orderId,
      refund_id: refundId,
      amount: amount.amount,
      delay: refund.state === 'REQUESTED' ? refundDelay(after.payment, refund.attempt) : undefined,
      causation_id: causationId,
      traceparent,
    }));

/** Seconds before a refund is sent: 0, but a rejected refund of a surplus capture is retried with backoff, up to an hour. */
function refundDelay({ attempts, refunds }: Payment, attempt: number): number {
  const surplus = attempts.some((one) => one.attempt === attempt && one.surplus);
  const rejected = refunds.filter((one) => one.attempt === attempt && one.state === 'FAILED').length;
  return surplus && rejected > 0 ? backoff(rejected, { first: 60, longest: 3_600 }, noJitter) : 0;
}

/**
 * The ids are passed again as $5: the planner assumes 100 rows for JSON, and would scan the whole table for one.
 * An attempt for which a callback was stored before it was known here (the database was restored) counts as sent at that
 * time, so the provider is searched before it is charged. An attempt that ended without a capture is removed from the queue by
 * the worker that ended it, only while its lease is held (attempt-queue.ts): a callback may have made it due again.
 */
const statement = `
  with given as (
    select * from json_to_recordset($1) as n(order_id uuid, version_before int, customer_id uuid, amount float8,
      currency text, token text, placed boolean, reserved boolean, ended boolean, status text, failure jsonb,
      attempts int, refunds int, captured float8, refunded float8, version int, last_hash text)
  ), updated as (
    update payment p set customer_id = n.customer_id, amount = n.amount, currency = n.currency, token = n.token,
      placed = n.placed, reserved = n.reserved, ended = n.ended, status = n.status, failure = n.failure,
      attempts = n.attempts, refunds = n.refunds, captured = n.captured, refunded = n.refunded, version = n.version,
      last_hash = n.last_hash, updated_at = now()
    from given n where p.order_id = any($5::uuid[]) and p.order_id = n.order_id and p.version = n.version_before
    returning p.order_id
  ), inserted as (
    insert into payment (order_id, customer_id, amount, currency, token, placed, reserved, ended, status, failure,
      attempts, refunds, captured, refunded, version, last_hash)
    select order_id, customer_id, amount, currency, token, placed, reserved, ended, status, failure, attempts, refunds,
      captured, refunded, version, last_hash
    from given where version_before = 0
    on conflict do nothing returning order_id
  ), saved as (
    select order_id from updated union all select order_id from inserted
  ), attempts as (
    insert into payment_attempt as a (order_id, attempt, payment_id, state, token, reference, surplus, failure,
      action_url, taken, taken_currency, causation_id, traceparent, next_at, first_sent_at, sent_at)
    select order_id, attempt, payment_id, state, token, reference, surplus, failure, action_url, taken, taken_currency,
      causation_id, traceparent, case when open then now() end, called.at, called.at
    from json_to_recordset($2) as n(order_id uuid, attempt int, payment_id uuid, state text, token text,
      reference text, surplus boolean, failure jsonb, action_url text, taken float8, taken_currency text, open boolean,
      causation_id text, traceparent text)
    join saved using (order_id)
    left join lateral (
      select min(c.received_at) as at from provider_callback c where c.order_id = n.order_id and c.attempt = n.attempt
    ) called on true
    on conflict (order_id, attempt) do update set state = excluded.state, token = excluded.token,
      reference = excluded.reference, surplus = excluded.surplus, failure = excluded.failure,
      action_url = excluded.action_url, taken = excluded.taken, taken_currency = excluded.taken_currency,
      updated_at = now(),
      next_at = case when excluded.state <> 'CAPTURED' then a.next_at end
  ), refunds as (
    insert into payment_refund as r (refund_id, order_id, attempt, amount, reason, state, why, causation_id, traceparent,
      next_at)
    select refund_id, order_id, attempt, amount, reason, state, why, causation_id, traceparent,
      now() + make_interval(secs => delay)
    from json_to_recordset($3) as n(refund_id uuid, order_id uuid, attempt int, amount float8, reason text, state text,
      why text, delay float8, causation_id text, traceparent text)
    join saved using (order_id)
    on conflict (refund_id) do update set state = excluded.state, why = excluded.why, updated_at = now(),
      next_at = case when excluded.next_at is not null then r.next_at end
  ), logged as (
    insert into payment_event (order_id, version, type, data, actor, correlation_id, causation_id, cause,
      trace_id, at, hash, prev_hash)
    select "orderId", version, type, data, actor, "correlationId", "causationId", cause, "traceId", at, hash,
      "prevHash"
    from json_to_recordset($4) as e("orderId" uuid, version int, type text, data jsonb, actor text,
      "correlationId" text, "causationId" text, cause text, "traceId" text, at timestamptz, hash text, "prevHash" text)
    join saved on saved.order_id = "orderId" order by "orderId", version
  )
  select order_id as "orderId" from saved`;

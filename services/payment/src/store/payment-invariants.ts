/** Invariants of the payment database that hold at any time, whatever is in progress. */
import type { SqlInvariant } from '@mambogo/service/invariants/sql-invariant.ts';

export const paymentInvariants: readonly SqlInvariant[] = [
  {
    name: 'one capture of an order is kept at most',
    sql: (among) => `select order_id as id, format('%s kept captures', count(*)) as detail from payment_attempt
      where state = 'CAPTURED' and not surplus and ${among('order_id')} group by order_id having count(*) > 1`,
  },
  {
    name: 'a payment says what its attempts and refunds come to',
    sql: (among) => `select p.order_id as id,
        format('captured %s, refunded %s; attempts say %s, refunds %s', p.captured, p.refunded, sums.captured, sums.refunded) as detail
      from payment p, lateral (
        select coalesce(sum(p.amount) filter (where a.state = 'CAPTURED'), 0) as captured,
          coalesce(sum((select sum(r.amount) from payment_refund r
            where r.order_id = a.order_id and r.attempt = a.attempt and r.state = 'DONE')), 0) as refunded
        from payment_attempt a where a.order_id = p.order_id and not a.surplus
      ) sums
      where ${among('p.order_id')} and (p.captured <> sums.captured or p.refunded <> sums.refunded)`,
  },
  {
    name: 'no more goes back of an attempt than it captured',
    sql: (among) => `select r.order_id as id, format('attempt %s: %s back', r.attempt, sum(r.amount)) as detail
      from payment_refund r
      join payment_attempt a on a.order_id = r.order_id and a.attempt = r.attempt
      join payment p on p.order_id = r.order_id
      where r.state in ('DONE', 'REQUESTED') and ${among('r.order_id')}
      group by r.order_id, r.attempt, a.state, a.taken, p.amount
      having sum(r.amount) > case when a.state = 'CAPTURED' then coalesce(a.taken, p.amount) else 0 end`,
  },
  {
    name: 'what was captured besides, or of a cancelled order, goes back',
    sql: (
      among,
    ) => `select a.order_id as id, format('attempt %s: %s of %s went back', a.attempt, back, coalesce(a.taken, p.amount)) as detail
      from payment_attempt a
      join payment p on p.order_id = a.order_id, lateral (
        select coalesce(sum(r.amount), 0) as back from payment_refund r
        where r.order_id = a.order_id and r.attempt = a.attempt and r.state in ('DONE', 'REQUESTED')
      ) refunds
      where ${among('a.order_id')} and a.state = 'CAPTURED' and (a.surplus or p.ended) and back <> coalesce(a.taken, p.amount)`,
  },
  {
    name: 'what the provider took pays for an order only if it is what was asked',
    sql: (
      among,
    ) => `select order_id as id, format('attempt %s: %s %s was taken', attempt, taken, taken_currency) as detail
      from payment_attempt where ${among('order_id')} and taken is not null and (state <> 'CAPTURED' or not surplus)`,
  },
  {
    name: 'a capture and a refund are booked once',
    sql: (among) => `select order_id as id, format('%s of %s, %s times', type, what, count(*)) as detail
      from (select order_id, type, coalesce(data ->> 'refundId', data ->> 'attempt') as what from payment_event
        where type in ('attempt-started', 'captured', 'refund-requested', 'refunded') and ${among('order_id')}) booked
      group by order_id, type, what having count(*) > 1`,
  },
];

/** Charges and refunds that exceed their time limit. */
export const paymentTimeLimits: readonly SqlInvariant[] = [
  {
    name: 'the provider answers a charge within 30 minutes',
    sql: () => `select order_id as id, format('attempt %s, sent %s', attempt, sent_at) as detail from payment_attempt
      where state = 'STARTED' and created_at < now() - interval '30 minutes' limit 100`,
  },
  {
    name: 'the provider answers a refund within an hour',
    sql: () => `select order_id as id, format('%s of attempt %s', amount, attempt) as detail from payment_refund
      where state = 'REQUESTED' and created_at < now() - interval '1 hour' limit 100`,
  },
];

/** By the log, whose times have an index; a payment changes only with it. */
export const changedPaymentsSql = 'select order_id from payment_event where at > $1';

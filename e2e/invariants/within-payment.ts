/** What the payment service's books must say by themselves. */
import type { SqlInvariant } from './invariant.ts';

const store = 'payment';

export const withinPayment: readonly SqlInvariant[] = [
  {
    store,
    name: 'one capture of an order is kept at most',
    sql: `select order_id as id, format('%s kept captures', count(*)) as detail from payment_attempt
      where state = 'CAPTURED' and not surplus group by order_id having count(*) > 1`,
  },
  {
    store,
    name: 'a payment says what its attempts and refunds come to',
    sql: `select p.order_id as id,
        format('captured %s, refunded %s; attempts say %s, refunds %s', p.captured, p.refunded, sums.captured, sums.refunded) as detail
      from payment p, lateral (
        select coalesce(sum(p.amount) filter (where a.state = 'CAPTURED'), 0) as captured,
          coalesce(sum((select sum(r.amount) from payment_refund r
            where r.order_id = a.order_id and r.attempt = a.attempt and r.state = 'DONE')), 0) as refunded
        from payment_attempt a where a.order_id = p.order_id and not a.surplus
      ) sums
      where p.captured <> sums.captured or p.refunded <> sums.refunded`,
  },
  {
    store,
    name: 'no more goes back of an attempt than it captured',
    sql: `select r.order_id as id, format('attempt %s: %s back', r.attempt, sum(r.amount)) as detail
      from payment_refund r
      join payment_attempt a on a.order_id = r.order_id and a.attempt = r.attempt
      join payment p on p.order_id = r.order_id
      where r.state in ('DONE', 'REQUESTED')
      group by r.order_id, r.attempt, a.state, a.taken, p.amount
      having sum(r.amount) > case when a.state = 'CAPTURED' then coalesce(a.taken, p.amount) else 0 end`,
  },
  {
    store,
    name: 'what was captured besides, or of a cancelled order, goes back',
    sql: `select a.order_id as id, format('attempt %s: %s of %s went back', a.attempt, back, coalesce(a.taken, p.amount)) as detail
      from payment_attempt a
      join payment p on p.order_id = a.order_id, lateral (
        select coalesce(sum(r.amount), 0) as back from payment_refund r
        where r.order_id = a.order_id and r.attempt = a.attempt and r.state in ('DONE', 'REQUESTED')
      ) refunds
      where a.state = 'CAPTURED' and (a.surplus or p.ended) and back <> coalesce(a.taken, p.amount)`,
  },
  {
    store,
    name: 'what the provider took pays for an order only if it is what was asked',
    sql: `select order_id as id, format('attempt %s: %s %s was taken', attempt, taken, taken_currency) as detail
      from payment_attempt where taken is not null and (state <> 'CAPTURED' or not surplus)`,
  },
  {
    store,
    name: 'a capture and a refund are booked once',
    sql: `select order_id as id, format('%s of %s, %s times', type, what, count(*)) as detail
      from (select order_id, type, coalesce(data ->> 'refundId', data ->> 'attempt') as what from payment_event
        where type in ('attempt-started', 'captured', 'refund-requested', 'refunded')) booked
      group by order_id, type, what having count(*) > 1`,
  },
];

/** What the order service's books must say by themselves. */
import type { SqlInvariant } from './invariant.ts';

const store = 'order';
/** Confirmed, and all that comes after it. */
export const sold = ['CONFIRMED', 'SHIPPED', 'DELIVERED', 'REFUNDED'] as const;
const soldSql = sold.map((status) => `'${status}'`).join(', ');

export const withinOrder: readonly SqlInvariant[] = [
  {
    store,
    name: 'an order is placed, confirmed, cancelled, paid, shipped once at most',
    sql: `select order_id as id, format('%s %s times', type, count(*)) as detail from order_event
      where type in ('placed', 'stock-reserved', 'stock-rejected', 'stock-released', 'stock-committed',
        'payment-captured', 'confirmed', 'cancelled', 'shipped', 'delivered')
      group by order_id, type having count(*) > 1`,
  },
  {
    store,
    name: 'an order that is cancelled stays so',
    sql: `select o.id, format('it is %s', o.status) as detail from order_summary o
      where o.status <> 'CANCELLED'
        and exists (select from order_event e where e.order_id = o.id and e.type = 'cancelled')
      union all
      select c.order_id, format('%s after it was cancelled', l.type) from order_event c
      join order_event l on l.order_id = c.order_id and l.version > c.version
      where c.type = 'cancelled' and l.type in ('confirmed', 'shipped', 'delivered')`,
  },
  {
    store,
    name: 'an order is open, or cancelled, or confirmed and beyond',
    sql: `select id, format('it is %s', status) as detail from order_summary o
      where status not in ('PENDING', 'AWAITING_PAYMENT', 'CANCELLED', ${soldSql})
        or (status in (${soldSql})
          and not exists (select from order_event e where e.order_id = o.id and e.type = 'confirmed'))`,
  },
  {
    store,
    name: 'what is confirmed was paid in full',
    sql: `select o.id, format('%s of %s', coalesce(e.data -> 'amount' ->> 'amount', 'nothing'), o.total) as detail
      from order_summary o
      left join order_event e on e.order_id = o.id and e.type = 'payment-captured'
      where o.status in (${soldSql}) and (e.data -> 'amount' ->> 'amount')::bigint is distinct from o.total`,
  },
  {
    store,
    name: 'refunded is the sum of the refunds that were asked for',
    sql: `select o.id, format('%s refunded, %s asked for', o.data -> 'refunded' ->> 'amount', asked) as detail
      from order_summary o, lateral (
        select coalesce(sum((e.data -> 'amount' ->> 'amount')::bigint), 0) as asked from order_event e
        where e.order_id = o.id and e.type = 'refund-requested'
          and not exists (select from order_event f where f.order_id = o.id and f.type = 'payment-refund-failed'
            and f.data ->> 'refundId' = e.data ->> 'refundId')
      ) refunds
      where o.status in (${soldSql}) and not o.unanswered
        and (o.data -> 'refunded' ->> 'amount')::bigint <> asked`,
  },
  {
    store,
    name: 'no more is refunded than was paid, and a refunded order has all of it back',
    sql: `select id, format('%s of %s', data -> 'refunded' ->> 'amount', total) as detail from order_summary
      where (data -> 'refunded' ->> 'amount')::bigint > total
        or (status = 'REFUNDED') <> (status in (${soldSql}) and (data -> 'refunded' ->> 'amount')::bigint = total)`,
  },
];

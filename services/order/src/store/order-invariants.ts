/** Invariants of this service's own data that hold at any time. */
import type { SqlInvariant } from '@mambogo/service/invariants/sql-invariant.ts';

/** CONFIRMED and the statuses after it. */
export const soldStatuses = ['CONFIRMED', 'SHIPPED', 'DELIVERED', 'REFUNDED'] as const;
const soldSql = soldStatuses.map((status) => `'${status}'`).join(', ');

export const orderInvariants: readonly SqlInvariant[] = [
  {
    name: 'an order is placed, confirmed, cancelled, paid and shipped at most once',
    sql: (among) => `select order_id as id, format('%s %s times', type, count(*)) as detail from order_event
      where type in ('placed', 'stock-reserved', 'stock-rejected', 'stock-released', 'stock-committed',
        'payment-captured', 'confirmed', 'cancelled', 'shipped', 'delivered') and ${among('order_id')}
      group by order_id, type having count(*) > 1`,
  },
  {
    name: 'a cancelled order stays cancelled',
    sql: (among) => `select o.id, format('its status is %s', o.status) as detail from order_summary o
      where o.status <> 'CANCELLED' and ${among('o.id')}
        and exists (select from order_event e where e.order_id = o.id and e.type = 'cancelled')
      union all
      select c.order_id, format('%s after it was cancelled', l.type) from order_event c
      join order_event l on l.order_id = c.order_id and l.version > c.version
      where c.type = 'cancelled' and ${among('c.order_id')} and l.type in ('confirmed', 'shipped', 'delivered')`,
  },
  {
    name: 'the status of an order is open, CANCELLED, or CONFIRMED or later',
    sql: (among) => `select id, format('its status is %s', status) as detail from order_summary o
      where ${among('id')} and (status not in ('PENDING', 'AWAITING_PAYMENT', 'CANCELLED', ${soldSql})
        or (status in (${soldSql})
          and not exists (select from order_event e where e.order_id = o.id and e.type = 'confirmed')))`,
  },
  {
    name: 'a confirmed order was paid in full',
    sql: (
      among,
    ) => `select o.id, format('%s of %s', coalesce(e.data -> 'amount' ->> 'amount', 'nothing'), o.total) as detail
      from order_summary o
      left join order_event e on e.order_id = o.id and e.type = 'payment-captured'
      where ${among('o.id')} and o.status in (${soldSql}) and (e.data -> 'amount' ->> 'amount')::bigint is distinct from o.total`,
  },
  {
    name: 'the refunded amount is the sum of the requested refunds',
    sql: (
      among,
    ) => `select o.id, format('%s refunded, %s requested', o.data -> 'refunded' ->> 'amount', asked) as detail
      from order_summary o, lateral (
        select coalesce(sum((e.data -> 'amount' ->> 'amount')::bigint), 0) as asked from order_event e
        where e.order_id = o.id and e.type = 'refund-requested'
          and not exists (select from order_event f where f.order_id = o.id and f.type = 'payment-refund-failed'
            and f.data ->> 'refundId' = e.data ->> 'refundId')
      ) refunds
      where ${among('o.id')} and o.status in (${soldSql}) and not o.unanswered
        and (o.data -> 'refunded' ->> 'amount')::bigint <> asked`,
  },
  {
    name: 'no unit of an order is refunded twice',
    sql: (among) => `select id, format('%s of %s', sum(quantity), product) as detail
      from (
        select o.id, line ->> 'productId' as product, (line ->> 'quantity')::int as quantity
        from order_summary o, jsonb_array_elements(o.data -> 'lines') as line where ${among('o.id')}
        union all
        select o.id, goods ->> 'productId', -(goods ->> 'quantity')::int
        from order_summary o, jsonb_array_elements(o.data -> 'refunds') as refund,
          jsonb_array_elements(coalesce(refund -> 'goods', '[]')) as goods where ${among('o.id')}
      ) pieces
      group by id, product having sum(quantity) < 0`,
  },
  {
    name: 'refunds never exceed the payment, and a REFUNDED order is refunded in full',
    sql: (among) => `select id, format('%s of %s', data -> 'refunded' ->> 'amount', total) as detail from order_summary
      where ${among('id')} and ((data -> 'refunded' ->> 'amount')::bigint > total
        or (status = 'REFUNDED') <> (status in (${soldSql}) and (data -> 'refunded' ->> 'amount')::bigint = total))`,
  },
];

/** Orders that wait past their time limit. */
export const orderTimeLimits: readonly SqlInvariant[] = [
  {
    name: 'an order that is not paid in time is cancelled within 5 minutes',
    sql: () => `select id, format('%s, payable until %s', status, pay_before) as detail from order_summary
      where status in ('PENDING', 'AWAITING_PAYMENT') and pay_before < now() - interval '5 minutes' limit 100`,
  },
  {
    name: 'inventory and payment acknowledge an ended order, and payment a refund, within 15 minutes',
    sql: () => `select id, format('%s, not acknowledged since %s', status, updated_at) as detail from order_summary
      where unanswered and updated_at < now() - interval '15 minutes' limit 100`,
  },
];

/** By the log, whose times have an index; a summary changes only with it. */
export const changedOrdersSql = 'select order_id from order_event where at > $1';

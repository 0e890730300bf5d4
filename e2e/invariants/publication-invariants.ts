/**
 * Every entry of a log was published: for each there is a published outbox row. Rows are kept for 7 days after that, so older
 * entries can't be checked.
 */
import { lowStock } from '@mambogo/inventory/src/domain/stock.ts';
import type { SqlInvariant } from './invariant.ts';

const recentOnly = `at > now() - interval '6 days'`;

/** @param facts rows (id, name, times): the minimum number of published events of this name for the order */
const unpublished = (facts: string) => `
  with published as (
    select message_key, envelope ->> 'type' as type, count(*) as times from outbox
    where published_at is not null group by 1, 2
  )
  select f.id, format('%s: %s in the log, %s published', f.name, f.times, coalesce(t.times, 0)) as detail
  from (${facts}) f left join published t on t.message_key = f.id::text and t.type = 'com.mambogo.' || f.name || '.v1'
  where coalesce(t.times, 0) < f.times`;

export const published: readonly SqlInvariant[] = [
  {
    store: 'order',
    name: 'what happened to an order was published',
    sql: unpublished(`select order_id as id, 'order.' || type as name, count(*) as times from order_event
      where ${recentOnly} and type in ('placed', 'payment-requested', 'refund-requested', 'shipped', 'delivered', 'confirmed',
        'cancelled')
      group by order_id, type`),
  },
  {
    store: 'payment',
    name: 'what happened to a payment was published',
    sql: unpublished(`select order_id as id, 'payment.' || type as name, count(*) as times
      from payment_event e
      where ${recentOnly} and (type in ('failed', 'action-required')
        or (type = 'captured' and not (data ->> 'surplus')::boolean)
        or (type in ('refunded', 'refund-failed') and exists (select from payment_refund r
          join payment_attempt a on a.order_id = r.order_id and a.attempt = r.attempt
          where r.refund_id::text = e.data ->> 'refundId' and not a.surplus)))
      group by order_id, type
      union all
      select order_id, 'payment.voided', 1 from payment p
      where ended and updated_at > now() - interval '6 days' and not exists (select from payment_attempt a
        where a.order_id = p.order_id and (a.state in ('STARTED', 'ACTION_REQUIRED') or (a.state = 'CAPTURED' and not a.surplus)))`),
  },
  {
    store: 'inventory',
    name: "what happened to an order's stock was published",
    sql: unpublished(`select order_id as id,
        'stock.' || case when type = 'returned' and reference is null then 'released' else type end as name, 1 as times
      from stock_movement where ${recentOnly} and order_id is not null group by 1, 2
      union all
      select order_id, 'stock.rejected', 1 from reservation
      where status = 'REJECTED' and updated_at > now() - interval '6 days'`),
  },
  {
    store: 'inventory',
    name: 'the availability of a product was published',
    sql: `with published as (
        select distinct on (message_key) message_key, envelope -> 'data' ->> 'availability' as availability from outbox
        where published_at is not null and envelope ->> 'type' = 'com.mambogo.stock.changed.v1'
        order by message_key, (envelope -> 'data' ->> 'version')::int desc
      ), stock as (
        select product_id, on_hand - reserved as pieces, case when on_hand - reserved <= 0 then 'out-of-stock'
          when on_hand - reserved <= ${lowStock} then 'low-stock' else 'in-stock' end as availability
        from stock_item
      )
      select s.product_id as id, format('%s (%s can be bought), last published: %s', s.availability, pieces, t.availability) as detail
      from stock s join published t on t.message_key = s.product_id::text
      where s.availability <> t.availability`,
  },
];

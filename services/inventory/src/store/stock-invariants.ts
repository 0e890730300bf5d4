/** Invariants of this service's data, which hold at any time. If `id` is not an order's, it is the product's. */
import type { SqlInvariant } from '@mambogo/service/invariants/sql-invariant.ts';

/** Quantity of each product in reservations of a status. */
const pieces = (status: string) => `
  select (line ->> 'productId')::uuid as product_id, sum((line ->> 'quantity')::int) as pieces
  from reservation, jsonb_array_elements(lines) as line where status = '${status}' group by 1`;

/** Quantity of each product that refunds returned into sale. */
const returned = `
  select (line ->> 'productId')::uuid as product_id, sum((line ->> 'quantity')::int) as pieces
  from reservation, jsonb_array_elements(returns) as back, jsonb_array_elements(back -> 'lines') as line
  where status = 'COMMITTED' group by 1`;

export const stockInvariants: readonly SqlInvariant[] = [
  {
    name: 'on hand + sold = received + adjusted',
    sql: (among) => `select product_id as id, format('%s + %s, %s + %s', on_hand, sold, received, adjusted) as detail
      from stock_item where ${among('product_id', 'product')} and on_hand + sold <> received + adjusted`,
  },
  {
    name: '0 <= reserved <= on hand',
    sql: (among) => `select product_id as id, format('%s reserved, %s on hand', reserved, on_hand) as detail
      from stock_item where ${among('product_id', 'product')} and reserved not between 0 and on_hand`,
  },
  {
    name: 'reserved equals what open reservations hold',
    sql: (
      among,
    ) => `select s.product_id as id, format('%s reserved, reservations hold %s', reserved, coalesce(pieces, 0)) as detail
      from stock_item s left join (${pieces('RESERVED')}) r using (product_id)
      where ${among('s.product_id', 'product')} and reserved <> coalesce(pieces, 0)`,
  },
  {
    name: 'sold equals what committed reservations hold, less what refunds returned',
    isExpensive: true,
    sql: (among) => `select s.product_id as id,
        format('%s sold, reservations hold %s, %s returned', sold, coalesce(r.pieces, 0), coalesce(b.pieces, 0)) as detail
      from stock_item s left join (${pieces('COMMITTED')}) r using (product_id) left join (${returned}) b using (product_id)
      where ${among('s.product_id', 'product')} and sold <> coalesce(r.pieces, 0) - coalesce(b.pieces, 0)`,
  },
  {
    name: 'stock equals the sum of its movements',
    isExpensive: true,
    sql: (among) => `select s.product_id as id,
        format('received %s, adjusted %s, reserved %s, sold %s; moved %s, %s, %s, %s', s.received, s.adjusted, s.reserved,
          s.sold, m.received, m.adjusted, m.reserved, m.sold) as detail
      from stock_item s, lateral (
        select coalesce(sum(quantity) filter (where type = 'received'), 0) as received,
          coalesce(sum(quantity) filter (where type = 'adjusted'), 0) as adjusted,
          coalesce(sum(case type when 'reserved' then quantity when 'released' then -quantity
            when 'committed' then -quantity else 0 end), 0) as reserved,
          coalesce(sum(case type when 'committed' then quantity when 'returned' then -quantity else 0 end), 0) as sold
        from stock_movement where product_id = s.product_id
      ) m
      where ${among('s.product_id', 'product')} and (s.received, s.adjusted, s.reserved, s.sold) is distinct from (m.received, m.adjusted, m.reserved, m.sold)`,
  },
  {
    name: 'the stock of an order moves at most once in each way, and once per refund',
    sql: (
      among,
    ) => `select order_id as id, format('%s of %s, %s times', type, product_id, count(*)) as detail from stock_movement
      where order_id is not null and ${among('order_id')}
      group by order_id, product_id, type, case when type = 'returned' then reference end having count(*) > 1`,
  },
  {
    name: 'no order returns more than was sold',
    sql: (among) => `select order_id as id, format('%s of %s', sum(quantity), product_id) as detail
      from (
        select order_id, product_id, case type when 'committed' then quantity else -quantity end as quantity from stock_movement
        where type in ('committed', 'returned') and ${among('order_id')}
      ) moved
      group by order_id, product_id having sum(quantity) < 0`,
  },
];

/** Reservations that wait past their limit. */
export const stockTimeLimits: readonly SqlInvariant[] = [
  {
    name: 'an expired reservation is confirmed or cancelled within an hour',
    sql: () => `select order_id as id, format('reserved until %s', expires_at) as detail from reservation
      where status = 'RESERVED' and expires_at < now() - interval '1 hour' limit 100`,
  },
];

/** By the log of movements, whose times have an index; stock changes only with it. */
export const changedStockSql = {
  order: 'select order_id from stock_movement where order_id is not null and at > $1',
  product: 'select product_id from stock_movement where at > $1',
};

/** What the inventory service's books must say by themselves. Where `id` is no order's, it is the product's. */
import type { SqlInvariant } from './invariant.ts';

const store = 'inventory';

/** Pieces of each product in reservations of a status. */
const pieces = (status: string) => `
  select (line ->> 'productId')::uuid as product_id, sum((line ->> 'quantity')::int) as pieces
  from reservation, jsonb_array_elements(lines) as line where status = '${status}' group by 1`;

export const withinInventory: readonly SqlInvariant[] = [
  {
    store,
    name: 'on hand + sold = received + adjusted',
    sql: `select product_id as id, format('%s + %s, %s + %s', on_hand, sold, received, adjusted) as detail
      from stock_item where on_hand + sold <> received + adjusted`,
  },
  {
    store,
    name: '0 <= reserved <= on hand',
    sql: `select product_id as id, format('%s reserved, %s on hand', reserved, on_hand) as detail
      from stock_item where reserved not between 0 and on_hand`,
  },
  {
    store,
    name: 'reserved is what open reservations hold',
    sql: `select s.product_id as id, format('%s reserved, reservations hold %s', reserved, coalesce(pieces, 0)) as detail
      from stock_item s left join (${pieces('RESERVED')}) r using (product_id)
      where reserved <> coalesce(pieces, 0)`,
  },
  {
    store,
    name: 'sold is what committed reservations hold',
    sql: `select s.product_id as id, format('%s sold, reservations hold %s', sold, coalesce(pieces, 0)) as detail
      from stock_item s left join (${pieces('COMMITTED')}) r using (product_id)
      where sold <> coalesce(pieces, 0)`,
  },
  {
    store,
    name: 'stock is what its movements come to',
    sql: `select s.product_id as id,
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
      where (s.received, s.adjusted, s.reserved, s.sold) is distinct from (m.received, m.adjusted, m.reserved, m.sold)`,
  },
  {
    store,
    name: 'the stock of an order moves each way once at most',
    sql: `select order_id as id, format('%s of %s, %s times', type, product_id, count(*)) as detail from stock_movement
      where order_id is not null group by order_id, product_id, type having count(*) > 1`,
  },
];

/** Orders as they are read: the summary with the customer's key, each of these one statement. */
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { OrderState } from '../domain/order-state.ts';

type Db = Pick<DataSource | EntityManager, 'query'>;

export interface FoundOrder {
  readonly id: OrderId;
  readonly state: OrderState;
  readonly version: number;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  /** Encrypted: {shippingAddress}. */
  readonly personal: Buffer | null;
  /** Null once the customer was forgotten. */
  readonly wrappedKey: Buffer | null;
}

const select = `select o.id, o.data as state, o.version, o.placed_at as "placedAt", o.updated_at as "updatedAt", o.personal,
  k.wrapped_key as "wrappedKey" from order_summary o left join customer_key k using (customer_id)`;

export async function findOrder(db: Db, id: OrderId, customerId: CustomerId): Promise<FoundOrder | undefined> {
  const [row] = await db.query<FoundOrder[]>(`${select} where o.id = $1 and o.customer_id = $2`, [id, customerId]);
  return row;
}

export interface OrderFilter {
  readonly customerId: CustomerId;
  readonly status?: OrderStatus;
  /** Only orders placed before this one (ids sort by time). */
  readonly before?: string;
  readonly limit: number;
}

/** Newest first. */
export const findOrders = (db: Db, { customerId, status, before, limit }: OrderFilter): Promise<FoundOrder[]> =>
  db.query<FoundOrder[]>(
    `${select} where o.customer_id = $1 and ($2::text is null or o.status = $2) and ($3::uuid is null or o.id < $3)
     order by o.id desc limit $4`,
    [customerId, status ?? null, before ?? null, limit],
  );

/** Those of the orders that have a higher version than the one known of each. */
export const findNewer = (db: Db, known: ReadonlyMap<OrderId, number>): Promise<FoundOrder[]> =>
  db.query<FoundOrder[]>(
    `${select} join unnest($1::uuid[], $2::int[]) as f(id, version) on f.id = o.id and o.version > f.version`,
    [[...known.keys()], [...known.values()]],
  );

/** The order a cart was bought with, unless it was cancelled. */
export async function findOrderOfCart(
  db: Db,
  customerId: CustomerId,
  cartVersion: string,
): Promise<{ id: OrderId; number: string } | undefined> {
  const [row] = await db.query<{ id: OrderId; number: string }[]>(
    `select id, number from order_summary where customer_id = $1 and cart_version = $2 and status <> 'CANCELLED'`,
    [customerId, cartVersion],
  );
  return row;
}

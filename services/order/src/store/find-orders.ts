/** Reads orders: the summary with the customer's key, each query in one statement. */
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
  /** Encrypted: `Personal` of api/personal.ts. */
  readonly personal: Buffer | null;
  /** Null once the customer was erased. */
  readonly wrappedKey: Buffer | null;
  /** Waiting for too long: unpaid past its deadline, or ended and not acknowledged by inventory or payment. */
  readonly stuck: boolean;
  /** Its stock is reserved and it waits for the customer to pay. */
  readonly held: boolean;
}

/** Seconds until an unacknowledged ended order counts as stuck: longer than the first reminders take. */
const stuckAfterSeconds = 300;

const stuck = `(o.status in ('PENDING', 'AWAITING_PAYMENT') and o.pay_before < now()
  or o.unanswered and o.updated_at < now() - interval '${stuckAfterSeconds} seconds')`;

/** The same by the partial indexes of its two parts: the planner would rather look for them among all orders. */
const isStuck = `o.id = any(array(
    select id from order_summary where status in ('PENDING', 'AWAITING_PAYMENT') and pay_before < now()
    union all
    select id from order_summary where unanswered and updated_at < now() - interval '${stuckAfterSeconds} seconds'))`;

/** An order whose card is being charged does not count as held: that is brief, or the provider is unavailable. */
const held = `(o.status = 'AWAITING_PAYMENT' and o.data->'payment'->>'status' in ('ACTION_REQUIRED', 'FAILED'))`;

const select = `select o.id, o.data as state, o.version, o.placed_at as "placedAt", o.updated_at as "updatedAt", o.personal,
  k.wrapped_key as "wrappedKey", ${stuck} as stuck, ${held} as held from order_summary o left join customer_key k using (customer_id)`;

/** @param customerId returns the order only if it belongs to this customer */
export async function findOrder(db: Db, id: OrderId, customerId?: CustomerId): Promise<FoundOrder | undefined> {
  const [row] = await db.query<FoundOrder[]>(
    `${select} where o.id = $1 and o.customer_id = coalesce($2::uuid, o.customer_id)`,
    [id, customerId ?? null],
  );
  return row;
}

/** Returns those of the orders that belong to the customer. */
export const findOwnOrders = (db: Db, ids: readonly OrderId[], customerId: CustomerId): Promise<FoundOrder[]> =>
  db.query<FoundOrder[]>(`${select} where o.id = any($1::uuid[]) and o.customer_id = $2`, [ids, customerId]);

export interface OrderFilter {
  readonly customerId?: CustomerId;
  readonly status?: OrderStatus;
  readonly number?: string;
  readonly stuck?: boolean;
  readonly held?: boolean;
  /** Orders of any of these customers; an empty list matches none. */
  readonly customers?: readonly CustomerId[];
  /** Search terms (search-terms.ts); an order must have all of them. */
  readonly terms?: readonly string[];
  /** ISO 8601. */
  readonly placedFrom?: string;
  readonly placedBefore?: string;
  /** Minor units. */
  readonly minTotal?: number;
  readonly maxTotal?: number;
  /** Only orders placed before this order id (ids sort by time). */
  readonly before?: string;
  readonly limit: number;
}

/** The SQL condition of each filter; its parameter follows. */
const conditions = {
  customerId: 'o.customer_id =',
  status: 'o.status =',
  number: 'o.number =',
  before: 'o.id <',
  placedFrom: 'o.placed_at >=',
  placedBefore: 'o.placed_at <',
  minTotal: 'o.total >=',
  maxTotal: 'o.total <=',
} as const satisfies Partial<Record<keyof OrderFilter, string>>;

/** Milliseconds. */
const maxClockSkew = 3_600_000;

/** The lowest UUIDv7 of a millisecond. */
function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Newest first. */
export function findOrders(db: Db, { limit, ...filter }: OrderFilter): Promise<FoundOrder[]> {
  const active = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((name) => filter[name] !== undefined);
  const values: unknown[] = [limit, ...active.map((name) => filter[name])];
  const where = active.map((name, i) => `${conditions[name]} $${i + 2}`);
  const add = (condition: string, value: unknown) => where.push(condition.replace('?', `$${values.push(value)}`));
  // Ids contain the time of a clock that may be slightly off, so the index on ids narrows the range.
  if (filter.placedFrom) add('o.id >= ?', firstIdAt(Date.parse(filter.placedFrom) - maxClockSkew));
  if (filter.placedBefore) add('o.id < ?', firstIdAt(Date.parse(filter.placedBefore) + maxClockSkew));
  if (filter.customers) add('o.customer_id = any(?::uuid[])', filter.customers);
  for (const term of filter.terms ?? []) add('o.id in (select order_id from order_search_term where term = ?)', term);
  if (filter.held !== undefined) where.push(filter.held ? held : `not ${held}`);
  if (filter.stuck !== undefined) where.push(filter.stuck ? isStuck : `not ${stuck}`);
  return db.query<FoundOrder[]>(
    `${select} ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by o.id desc limit $1`,
    values,
  );
}

/** Returns the orders whose version is higher than the known one. */
export const findNewer = (db: Db, known: ReadonlyMap<OrderId, number>): Promise<FoundOrder[]> =>
  db.query<FoundOrder[]>(
    `${select} join unnest($1::uuid[], $2::int[]) as f(id, version) on f.id = o.id and o.version > f.version`,
    [[...known.keys()], [...known.values()]],
  );

/** The order that was placed from this cart, unless it was cancelled. */
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

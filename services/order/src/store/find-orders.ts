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
  /** Encrypted: `Personal` of api/order-view.ts. */
  readonly personal: Buffer | null;
  /** Null once the customer was forgotten. */
  readonly wrappedKey: Buffer | null;
  /** It waits for too long: unpaid past its time, or ended and not answered by stock or money. */
  readonly stuck: boolean;
  /** Its goods are set aside, and it waits for the customer to pay. */
  readonly held: boolean;
}

/** Seconds an ended order may go unanswered before it counts as stuck: longer than the first reminders take. */
const stuckAfterSeconds = 300;

const stuck = `(o.status in ('PENDING', 'AWAITING_PAYMENT') and o.pay_before < now()
  or o.unanswered and o.updated_at < now() - interval '${stuckAfterSeconds} seconds')`;

/** An order whose card is being charged is not held: that takes a moment, or the provider is away. */
const held = `(o.status = 'AWAITING_PAYMENT' and o.data->'payment'->>'status' in ('ACTION_REQUIRED', 'FAILED'))`;

const select = `select o.id, o.data as state, o.version, o.placed_at as "placedAt", o.updated_at as "updatedAt", o.personal,
  k.wrapped_key as "wrappedKey", ${stuck} as stuck, ${held} as held from order_summary o left join customer_key k using (customer_id)`;

/** @param customerId only if it is theirs. */
export async function findOrder(db: Db, id: OrderId, customerId?: CustomerId): Promise<FoundOrder | undefined> {
  const [row] = await db.query<FoundOrder[]>(
    `${select} where o.id = $1 and o.customer_id = coalesce($2::uuid, o.customer_id)`,
    [id, customerId ?? null],
  );
  return row;
}

/** Those of the orders that are the customer's. */
export const findOwnOrders = (db: Db, ids: readonly OrderId[], customerId: CustomerId): Promise<FoundOrder[]> =>
  db.query<FoundOrder[]>(`${select} where o.id = any($1::uuid[]) and o.customer_id = $2`, [ids, customerId]);

export interface OrderFilter {
  readonly customerId?: CustomerId;
  readonly status?: OrderStatus;
  readonly number?: string;
  readonly stuck?: boolean;
  readonly held?: boolean;
  /** Whoever they are; none: nobody. */
  readonly customers?: readonly CustomerId[];
  /** Of search-terms.ts: each must be the order's. */
  readonly terms?: readonly string[];
  /** ISO 8601. */
  readonly placedFrom?: string;
  readonly placedBefore?: string;
  /** Minor units. */
  readonly minTotal?: number;
  readonly maxTotal?: number;
  /** Only orders placed before this one (ids sort by time). */
  readonly before?: string;
  readonly limit: number;
}

/** What may be asked of orders: each, where it is asked, one condition on its parameter. */
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

const clockSlack = 3_600_000;

/** The lowest UUIDv7 of a millisecond. */
function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Newest first. */
export function findOrders(db: Db, { limit, ...filter }: OrderFilter): Promise<FoundOrder[]> {
  const asked = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((name) => filter[name] !== undefined);
  const values: unknown[] = [limit, ...asked.map((name) => filter[name])];
  const where = asked.map((name, i) => `${conditions[name]} $${i + 2}`);
  const add = (condition: string, value: unknown) => where.push(condition.replace('?', `$${values.push(value)}`));
  // Ids have the time in them, by a clock that may be a little off: so the index on them narrows the time down.
  if (filter.placedFrom) add('o.id >= ?', firstIdAt(Date.parse(filter.placedFrom) - clockSlack));
  if (filter.placedBefore) add('o.id < ?', firstIdAt(Date.parse(filter.placedBefore) + clockSlack));
  if (filter.customers) add('o.customer_id = any(?::uuid[])', filter.customers);
  for (const term of filter.terms ?? []) add('o.id in (select order_id from order_search_term where term = ?)', term);
  if (filter.held !== undefined) where.push(filter.held ? held : `not ${held}`);
  if (filter.stuck !== undefined) where.push(filter.stuck ? stuck : `not ${stuck}`);
  return db.query<FoundOrder[]>(
    `${select} ${where.length > 0 ? `where ${where.join(' and ')}` : ''} order by o.id desc limit $1`,
    values,
  );
}

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

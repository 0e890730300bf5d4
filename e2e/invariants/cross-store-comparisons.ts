/** Compares what several services and the payment provider store about the same order: maps read from each. */
import { availability } from '@mambogo/inventory/src/domain/stock.ts';
import { soldStatuses } from '@mambogo/order/src/store/order-invariants.ts';
import type { LedgerEntry } from '../shopper/provider-ledger.ts';
import type { Violation } from './invariant.ts';
import type { Stores } from './stores.ts';

interface OrderSnapshot {
  readonly status: string;
  readonly total: number;
  readonly refunded: number;
  /** productId=quantity, sorted, joined. */
  readonly lines: string;
  /** The same for quantities that refunds put back into sale. */
  readonly restocked: string;
}
interface PaymentSnapshot {
  readonly captured: number;
  readonly refunded: number;
  /** By its reference at the provider: what each attempt captured and refunded. */
  readonly attempts: ReadonlyMap<string, { readonly captured: number; readonly refunded: number }>;
}
interface ReservationSnapshot {
  readonly status: string;
  readonly lines: string;
  /** The quantity returned by refunds. */
  readonly returned: string;
}
export interface StoreSnapshot {
  readonly orders: ReadonlyMap<string, OrderSnapshot>;
  /** Orders that the order service lost in a restore and cancelled: nothing may be held for them. */
  readonly lost: ReadonlySet<string>;
  readonly payments: ReadonlyMap<string, PaymentSnapshot>;
  readonly reservations: ReadonlyMap<string, ReservationSnapshot>;
  readonly ledger: readonly LedgerEntry[];
  /** Available quantity by product in inventory, and availability by product in the catalogue. */
  readonly stock: ReadonlyMap<string, number>;
  readonly catalogue: ReadonlyMap<string, string>;
}

export interface Comparison {
  readonly name: string;
  /** @param atRest whether nothing is in flight for an order or product */
  compare(snapshot: StoreSnapshot, atRest: (id: string) => boolean): readonly Violation[];
}

/** The other states hold nothing: they only prevent a late order from reserving. */
const holdsStock = (status: string): boolean => status === 'RESERVED' || status === 'COMMITTED';
const isSold = ({ status }: OrderSnapshot): boolean => soldStatuses.some((one) => one === status);

export const comparisons: readonly Comparison[] = [
  {
    name: 'captured = total for confirmed and beyond, and what is refunded is the same in both books',
    compare: ({ orders, payments }, atRest) =>
      [...orders].flatMap(([id, order]) => {
        if (!atRest(id) || !isSold(order)) return [];
        const { captured = 0, refunded = 0 } = payments.get(id) ?? {};
        if (captured === order.total && refunded === order.refunded) return [];
        return [{ id, detail: `total ${order.total}, refunded ${order.refunded}; payment: ${captured}, ${refunded}` }];
      }),
  },
  {
    name: 'refunded = captured for CANCELLED and REFUNDED',
    compare: ({ orders, payments }, atRest) =>
      [...orders].flatMap(([id, order]) => {
        if (!atRest(id) || (order.status !== 'CANCELLED' && order.status !== 'REFUNDED')) return [];
        const { captured = 0, refunded = 0 } = payments.get(id) ?? {};
        if (captured === refunded && order.refunded === refunded) return [];
        return [{ id, detail: `${order.status}, refunded ${order.refunded}; payment: ${captured}, ${refunded}` }];
      }),
  },
  {
    name: 'nothing is reserved for an ended order; what is confirmed is sold, line by line',
    compare: ({ orders, reservations }, atRest) =>
      [...orders].flatMap(([id, order]) => {
        if (!atRest(id)) return [];
        const { status = 'NONE', lines = '' } = reservations.get(id) ?? {};
        const good = isSold(order)
          ? status === 'COMMITTED' && lines === order.lines
          : order.status !== 'CANCELLED' || status === 'RELEASED' || status === 'REJECTED';
        return good ? [] : [{ id, detail: `${order.status}, its stock is ${status} ${lines}` }];
      }),
  },
  {
    name: 'what refunds put back into sale is there, line by line',
    compare: ({ orders, reservations }, atRest) =>
      [...orders].flatMap(([id, { restocked }]) => {
        const { returned = '' } = reservations.get(id) ?? {};
        return restocked === returned || !atRest(id)
          ? []
          : [{ id, detail: `refunds: ${restocked}; stock: ${returned}` }];
      }),
  },
  {
    name: 'no stock and no money belongs to an order nobody knows',
    compare: ({ orders, lost, payments, reservations }, atRest) => [
      ...[...reservations].flatMap(([id, { status }]) =>
        orders.has(id) || !atRest(id) || (lost.has(id) && !holdsStock(status))
          ? []
          : [{ id, detail: `stock ${status}` }],
      ),
      ...[...payments].flatMap(([id, { captured, refunded }]) =>
        orders.has(id) || !atRest(id) || (lost.has(id) && captured === refunded)
          ? []
          : [{ id, detail: `captured ${captured}` }],
      ),
    ],
  },
  {
    name: "the provider's own ledger agrees, charge by charge",
    compare: ({ payments, ledger }, atRest) => {
      const ours = new Map([...payments.values()].flatMap(({ attempts }) => [...attempts]));
      const providerEntries = new Map(ledger.map((entry) => [entry.reference, entry]));
      return [...new Set([...ours.keys(), ...providerEntries.keys()])].flatMap((reference) => {
        const id = reference.split(':')[0] ?? reference;
        const { captured = 0, refunded = 0 } = ours.get(reference) ?? {};
        const entry = providerEntries.get(reference) ?? { captures: 0, captured: 0, refunded: 0 };
        const same = captured === entry.captured && refunded === entry.refunded && entry.captures <= 1;
        if (same || !atRest(id)) return [];
        return [
          {
            id,
            detail: `${reference}: ${captured}, ${refunded} back; the provider: ${entry.captured} in ${entry.captures}, ${entry.refunded} back`,
          },
        ];
      });
    },
  },
  {
    name: 'the catalogue shows the availability that the stock has',
    compare: ({ stock, catalogue }, atRest) =>
      [...new Set([...stock.keys(), ...catalogue.keys()])].flatMap((id) => {
        const [pieces, shown] = [stock.get(id), catalogue.get(id) ?? 'out-of-stock'];
        const isRight = pieces !== undefined && availability(pieces) === shown;
        return isRight || !atRest(id) ? [] : [{ id, detail: `${pieces} can be bought, shown: ${shown}` }];
      }),
  },
];

export async function readStoreSnapshot(stores: Stores): Promise<StoreSnapshot> {
  const [orders, lost, payments, attempts, reservations, stock, catalogue, ledger] = await Promise.all([
    stores.order.query<({ id: string } & OrderSnapshot)[]>(
      `select id, status, total::float8 as total, (data -> 'refunded' ->> 'amount')::float8 as refunded,
         (select string_agg(product || '=' || quantity, ' ' order by product)
          from (select line ->> 'productId' as product, sum((line ->> 'quantity')::int) as quantity
                from jsonb_array_elements(data -> 'lines') as line group by 1) as per_product) as lines,
         ${perProduct(`select goods from jsonb_array_elements(data -> 'refunds') as refund,
           jsonb_array_elements(coalesce(refund -> 'goods', '[]')) as goods where (goods ->> 'restock')::boolean`)} as restocked
       from order_summary`,
    ),
    stores.order.query<{ id: string }[]>('select order_id as id from lost_order'),
    stores.payment.query<{ id: string; captured: number; refunded: number }[]>(
      'select order_id as id, captured, refunded from payment',
    ),
    stores.payment.query<{ id: string; reference: string; captured: number; refunded: number }[]>(
      `select order_id as id, order_id || ':' || attempt as reference,
         case when a.state = 'CAPTURED' then coalesce(a.taken, p.amount) else 0 end as captured,
         coalesce((select sum(r.amount) from payment_refund r
           where r.order_id = a.order_id and r.attempt = a.attempt and r.state = 'DONE'), 0)::float8 as refunded
       from payment_attempt a join payment p using (order_id)`,
    ),
    stores.inventory.query<({ id: string } & ReservationSnapshot)[]>(
      `select order_id as id, status,
         coalesce((select string_agg((line ->> 'productId') || '=' || (line ->> 'quantity'), ' ' order by line ->> 'productId')
           from jsonb_array_elements(lines) as line), '') as lines,
         ${perProduct(`select line from jsonb_array_elements(returns) as back, jsonb_array_elements(back -> 'lines') as line`)} as returned
       from reservation`,
    ),
    stores.inventory.query<{ id: string; pieces: number }[]>(
      'select product_id as id, on_hand - reserved as pieces from stock_item',
    ),
    stores.product.query<{ id: string; shown: string }[]>('select product_id id, availability shown from stock_level'),
    stores.ledger(),
  ]);
  const attemptsOf = Map.groupBy(attempts, ({ id }) => id);
  return {
    orders: byId(orders),
    lost: new Set(lost.map(({ id }) => id)),
    payments: new Map(
      payments.map(({ id, ...sums }) => [
        id,
        { ...sums, attempts: new Map((attemptsOf.get(id) ?? []).map(({ reference, ...one }) => [reference, one])) },
      ]),
    ),
    reservations: byId(reservations),
    stock: new Map(stock.map(({ id, pieces }) => [id, pieces])),
    catalogue: new Map(catalogue.map(({ id, shown }) => [id, shown])),
    ledger,
  };
}

/** productId=quantity, sorted and joined, of rows of such lines. */
const perProduct = (
  lines: string,
): string => `coalesce((select string_agg(product || '=' || quantity, ' ' order by product)
  from (select l.line ->> 'productId' as product, sum((l.line ->> 'quantity')::int) as quantity
    from (${lines}) as l(line) group by 1) as per_product), '')`;

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

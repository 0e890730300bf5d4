/** A simulated world: a clock, the services' stores, what is on its way between them, the provider. Everything in it is data. */
import type { QuoteLine } from '@mambogo/contracts/api/quote.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import { type Cart, type CartLine, emptyCart } from '../../services/cart/src/domain/cart.ts';
import type { Reservation } from '../../services/inventory/src/domain/reservation.ts';
import { emptyStock, move, type Stock } from '../../services/inventory/src/domain/stock.ts';
import type { OrderEvent } from '../../services/order/src/domain/order-event.ts';
import type { OrderState } from '../../services/order/src/domain/order-state.ts';
import type { Payment } from '../../services/payment/src/domain/payment.ts';
import { createProvider, type Provider } from './provider.ts';
import type { Message, Rules } from './rules.ts';
import type { AttemptRow, AttemptRun, RefundRow, RefundRun } from './worker-runs.ts';

export const consumers = ['order', 'stock', 'payment', 'cart'] as const;
export type Consumer = (typeof consumers)[number];

/** Topics a consumer hears, by the beginning of a fact's name. */
export const subscriptions: Record<Consumer, RegExp> = {
  order: /^(stock|payment)\./,
  stock: /^order\./,
  payment: /^(order|stock)\./,
  cart: /^order\.confirmed$/,
};

export interface StoredOrder {
  readonly state: OrderState;
  readonly log: readonly OrderEvent[];
  /** World's seconds: when it was confirmed or cancelled; since when something of it is unanswered. */
  readonly endedAt?: number;
  readonly unacknowledgedSince?: number | undefined;
  /** When there was news of it last, and when it was reminded of: seconds. */
  readonly lastEventAt: number;
  readonly republishedAt?: number;
  readonly republishCount: number;
}

export interface StoredReservation {
  readonly reservation: Reservation;
  readonly askAt?: number;
}

export interface SimState {
  readonly rules: Rules;
  /** Seconds; each service's own clock is this one and its skew. */
  now: number;
  readonly skew: Record<'order' | 'stock' | 'payment', number>;
  ids: number;
  /** How many orders are placed at most. */
  maxOrders: number;
  readonly inbox: Record<Consumer, Set<number>>;
  /** Delivered and not acknowledged yet, or on the way. */
  readonly queue: Record<Consumer, Message[]>;
  readonly outbox: Record<'order' | 'stock' | 'payment', Message[]>;
  /** Every fact that was said, and those that were published at least once. */
  readonly emitted: Message[];
  readonly published: Message[];
  readonly orders: Map<OrderId, StoredOrder>;
  readonly reservations: Map<OrderId, StoredReservation>;
  readonly stockLevels: Map<ProductId, Stock>;
  readonly payments: Map<OrderId, Payment>;
  readonly attempts: Map<string, AttemptRow>;
  readonly refunds: Map<string, RefundRow>;
  readonly attemptRuns: AttemptRun[];
  readonly refundRuns: RefundRun[];
  /** Orders that a service has heard to be cancelled. */
  readonly cancelled: Record<'stock' | 'payment', Set<OrderId>>;
  /** What must never happen and did, in words. */
  readonly violations: string[];
  cart: Cart;
  /** What should be in it, by a sum of its own; and the orders that were taken out of that. */
  readonly expectedCart: Map<ProductId, Pick<CartLine, 'lineId' | 'quantity'>>;
  readonly removedOrders: Set<OrderId>;
  /** Who asked for an order to be cancelled. */
  readonly cancelRequests: Map<OrderId, Set<'customer' | 'merchant'>>;
  /** Consumers that are away for a while: what is theirs waits. */
  readonly unavailable: Set<Consumer>;
  /** Since when nothing fails any more; undefined: things still do. */
  faultFreeSince?: number;
  readonly provider: Provider;
  /** What was done, in words; only where somebody wants to read it. */
  readonly trace?: string[];
}

export const products = ['cup', 'pot'] as ProductId[];
export const initialStock = 3;
export const inCart = 50;

export function createSimState(rules: Rules, trace?: string[]): SimState {
  return {
    rules,
    now: 0,
    skew: { order: 0, stock: 0, payment: 0 },
    ids: 0,
    maxOrders: 1,
    inbox: { order: new Set(), stock: new Set(), payment: new Set(), cart: new Set() },
    queue: { order: [], stock: [], payment: [], cart: [] },
    outbox: { order: [], stock: [], payment: [] },
    emitted: [],
    published: [],
    orders: new Map(),
    reservations: new Map(),
    stockLevels: new Map(
      products.map((id) => [id, move(emptyStock(id), { productId: id, type: 'received', quantity: initialStock })]),
    ),
    payments: new Map(),
    attempts: new Map(),
    refunds: new Map(),
    attemptRuns: [],
    refundRuns: [],
    cancelled: { stock: new Set(), payment: new Set() },
    violations: [],
    cart: { ...emptyCart, lines: fullCart(0) },
    expectedCart: new Map(fullCart(0).map(({ productId, lineId, quantity }) => [productId, { lineId, quantity }])),
    removedOrders: new Set(),
    cancelRequests: new Map(),
    unavailable: new Set(),
    provider: createProvider(),
    ...(trace ? { trace } : {}),
  };
}

/** Both products, put in anew: as lines that no order before has bought. */
export const fullCart = (filled: number): readonly CartLine[] =>
  products.map((productId) => {
    const { status: _, ...product } = quoteLine(productId);
    return { ...product, quantity: inCart, lineId: lineIdOf(filled, productId) };
  });

export const lineIdOf = (n: number, productId: ProductId): string => `line-${n}-${productId}`;

export const quoteLine = (productId: ProductId): QuoteLine => ({
  productId,
  sku: 'SKU',
  name: productId,
  unitPrice: { amount: 1_000, currency: 'USD' },
  status: 'active',
  availability: 'in-stock',
});

export const timeOf = (sim: SimState, service: 'order' | 'stock' | 'payment'): number => sim.now + sim.skew[service];
export const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString();
export const secondsOf = (time: string): number => new Date(time).getTime() / 1_000;

/** A fresh id, readable in stories. */
export function freshId<T extends string>(sim: SimState, kind: string): T {
  sim.ids += 1;
  return `${kind}-${sim.ids}` as T;
}

export function recordTrace(sim: SimState, text: string): void {
  sim.trace?.push(`${sim.now.toFixed(0).padStart(6)} s  ${text}`);
}

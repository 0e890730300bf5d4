/**
 * The state of a simulation: a clock, the services' stores, messages in flight between them, the provider. All of it is data.
 */
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
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

/** The topics a consumer subscribes to, by the beginning of an event's name. */
export const subscriptions: Record<Consumer, RegExp> = {
  order: /^(stock|payment)\./,
  stock: /^order\./,
  payment: /^(order|stock)\./,
  cart: /^order\.confirmed$/,
};

export interface StoredOrder {
  readonly state: OrderState;
  readonly log: readonly OrderEvent[];
  /** Simulation seconds: when it was confirmed or cancelled; since when something of it is unacknowledged. */
  readonly endedAt?: number;
  readonly unacknowledgedSince?: number | undefined;
  /** Seconds of its last change, and of its last republication. */
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
  /** Seconds; each service's own clock is this one plus its skew. */
  now: number;
  readonly skew: Record<'order' | 'stock' | 'payment', number>;
  ids: number;
  /** Maximum number of orders placed. */
  maxOrders: number;
  readonly inbox: Record<Consumer, Set<number>>;
  /** Delivered and not acknowledged yet, or in flight. */
  readonly queue: Record<Consumer, Message[]>;
  readonly outbox: Record<'order' | 'stock' | 'payment', Message[]>;
  /** All emitted events, and those published at least once. */
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
  /** Orders that a service knows to be cancelled. */
  readonly cancelled: Record<'stock' | 'payment', Set<OrderId>>;
  /** Forbidden actions that happened, as text. */
  readonly violations: string[];
  cart: Cart;
  /** The expected content, calculated independently; and the orders that were removed from it. */
  readonly expectedCart: Map<ProductId, Pick<CartLine, 'lineId' | 'quantity'>>;
  readonly removedOrders: Set<OrderId>;
  /** Who requested an order's cancellation. */
  readonly cancelRequests: Map<OrderId, Set<'customer' | 'merchant'>>;
  /** Consumers that are unavailable for a while: their messages wait. */
  readonly unavailable: Set<Consumer>;
  /** When faults ended; undefined: they still happen. */
  faultFreeSince?: number;
  readonly provider: Provider;
  /** A log of all steps; only when requested. */
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

/** Both products, added again: as lines that no earlier order has bought. */
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

/** A fresh id, readable in traces. */
export function freshId<T extends string>(sim: SimState, kind: string): T {
  sim.ids += 1;
  return `${kind}-${sim.ids}` as T;
}

export function recordTrace(sim: SimState, text: string): void {
  sim.trace?.push(`${sim.now.toFixed(0).padStart(6)} s  ${text}`);
}

/**
 * The state of an order: the fold of its events, stored in order_summary.
 *
 * PENDING (placed) -> AWAITING_PAYMENT (stock reserved) -> CONFIRMED (captured) -> SHIPPED -> DELIVERED
 * PENDING, AWAITING_PAYMENT, CONFIRMED -> CANCELLED, which is final. CONFIRMED and later -> REFUNDED, when refunded in full.
 * An event implies the earlier ones: a capture confirms a PENDING order too.
 *
 * `stock` and `payment` have states of their own that change even after the order has ended: they show whether inventory and
 * payment have acknowledged its outcome.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { OrderStatus, Refund, Shipment } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { PriceQuote } from '@mambogo/contracts/api/price-quote.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { EventOf } from './order-event.ts';

/** NONE: no response from inventory yet. */
export type StockState = 'NONE' | 'RESERVED' | 'REJECTED' | 'COMMITTED' | 'RELEASED';

/**
 * `attempt`: the latest one, from 1.
 * PENDING -> ACTION_REQUIRED -> CAPTURED | FAILED;  FAILED -> PENDING (another card);  any but CAPTURED -> VOIDED (the order was
 * cancelled and no money is held);  VOIDED -> CAPTURED (a late capture, which is refunded)
 */
export type PaymentState =
  | { readonly status: 'PENDING'; readonly attempt: number }
  | {
      readonly status: 'ACTION_REQUIRED';
      readonly attempt: number;
      readonly url: string;
      readonly answerBefore?: string;
    }
  | { readonly status: 'FAILED'; readonly attempt: number; readonly failure: PaymentFailure }
  /** `failure`: why the latest attempt failed, if it failed before it was voided. */
  | { readonly status: 'VOIDED'; readonly attempt: number; readonly failure?: PaymentFailure }
  | {
      readonly status: 'CAPTURED';
      readonly attempt: number;
      readonly paymentId: PaymentId;
      readonly amount: Money;
      readonly reference: string;
    };

export type StockReturn = EventOf<'stock-returned'>['data'];

interface Purchase {
  readonly number: string;
  readonly customerId: CustomerId;
  readonly cartVersion: string;
  readonly lines: readonly BoughtLine[];
  readonly total: Money;
  readonly quote?: PriceQuote;
  readonly payBefore: string;
  readonly stock: StockState;
  readonly payment: PaymentState;
  /** The sum of completed refunds. */
  readonly refunded: Money;
  readonly refunds: readonly Refund[];
  /** Goods that inventory restocked for refunds unknown here, because the database was restored to an earlier point in time. */
  readonly unmatchedReturns?: readonly StockReturn[];
  readonly shipment?: Shipment;
}

export type OrderState = Purchase &
  (
    | { readonly status: Exclude<OrderStatus, 'CANCELLED'> }
    | { readonly status: 'CANCELLED'; readonly cancellation: Cancellation }
  );

/** Neither confirmed nor cancelled yet. */
export const isOpen = ({ status }: Pick<OrderState, 'status'>): boolean =>
  status === 'PENDING' || status === 'AWAITING_PAYMENT';

/**
 * When an open order is cancelled as unpaid (ISO 8601): at its `payBefore`, or at the deadline of the provider's pending
 * challenge if that is sooner. If the challenge ends without a capture, `payBefore` applies again.
 */
export function payableUntil({ payBefore, payment }: Pick<OrderState, 'payBefore' | 'payment'>): string {
  const answerBefore = payment.status === 'ACTION_REQUIRED' ? payment.answerBefore : undefined;
  return answerBefore && new Date(answerBefore) < new Date(payBefore) ? answerBefore : payBefore;
}

/** Nothing more will happen that the shopper waits for: live streams of the order end. */
export const isFinal = (status: OrderStatus): boolean =>
  status === 'DELIVERED' || status === 'CANCELLED' || status === 'REFUNDED';

/** The latest attempt is being processed, or waits for the shopper at the provider. */
export const isPaymentInProgress = ({ payment }: Pick<OrderState, 'payment'>): boolean =>
  payment.status === 'PENDING' || payment.status === 'ACTION_REQUIRED';

/** Minor units refunded, or requested to be. */
export const refundPending = ({ refunds }: Pick<OrderState, 'refunds'>): number => sumOf(refunds, 'DONE', 'REQUESTED');

/** Minor units of the refunds with these statuses. */
export const sumOf = (refunds: readonly Refund[], ...statuses: readonly Refund['status'][]): number =>
  refunds.filter(({ status }) => statuses.includes(status)).reduce((sum, { amount }) => sum + amount.amount, 0);

/** The order has ended, but inventory or payment has not acknowledged the outcome or a refund. */
export const isUnacknowledged = (state: OrderState): boolean =>
  isOutcomeUnacknowledged(state) || openRefunds(state).length > 0;

/** The order has ended, but the outcome is not acknowledged: by stock committed, or by stock released and money returned. */
export function isOutcomeUnacknowledged(state: OrderState): boolean {
  if (isOpen(state)) return false;
  return state.status === 'CANCELLED'
    ? state.stock !== 'RELEASED' || !isFullyRefunded(state)
    : state.stock !== 'COMMITTED';
}

/** No money was or will be taken, or all of it was refunded. A full refund implies its capture. */
const isFullyRefunded = ({ payment, refunded, total }: OrderState): boolean =>
  payment.status === 'VOIDED' || refunded.amount >= (payment.status === 'CAPTURED' ? payment.amount : total).amount;

/** Refunds requested but not yet completed by payment, or by inventory for goods to restock. */
export const openRefunds = ({ refunds }: Pick<OrderState, 'refunds'>): readonly Refund[] =>
  refunds.filter(({ status, restocking }) => status === 'REQUESTED' || restocking === 'REQUESTED');

/** Whether a return is news: its refund waits for restocking, has no goods recorded, or is unknown and has no return yet. */
export function isNewReturn({ refunds, unmatchedReturns = [] }: OrderState, refundId: RefundId): boolean {
  const refund = refunds.find((one) => one.refundId === refundId);
  if (!refund) return !unmatchedReturns.some((one) => one.refundId === refundId);
  return refund.restocking === 'REQUESTED' || refund.goods === undefined;
}

/**
 * An order as its events have made it: the fold that order_summary keeps.
 *
 * PENDING (placed) -> AWAITING_PAYMENT (stock reserved) -> CONFIRMED (captured) -> SHIPPED -> DELIVERED
 * PENDING, AWAITING_PAYMENT, CONFIRMED -> CANCELLED, for good. CONFIRMED and beyond -> REFUNDED, paid back in full.
 * A later fact stands for the earlier ones it implies: a capture confirms a PENDING order too.
 *
 * Stock and payment have lives of their own, which go on after the order has ended: they tell whether stock and money
 * have answered its outcome.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { OrderStatus, Refund, Shipment } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { EventOf } from './order-event.ts';

/** NONE: inventory has not answered yet. */
export type StockState = 'NONE' | 'RESERVED' | 'REJECTED' | 'COMMITTED' | 'RELEASED';

/**
 * `attempt`: the latest one, from 1.
 * PENDING -> ACTION_REQUIRED -> CAPTURED | FAILED;  FAILED -> PENDING (another card);  any but CAPTURED -> VOIDED (the
 * order was cancelled: nothing is held);  VOIDED -> CAPTURED (money came after all: it goes back)
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
  /** `failure`: why its latest attempt had failed before, if it had. */
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
  readonly payBefore: string;
  readonly stock: StockState;
  readonly payment: PaymentState;
  /** What has gone back. */
  readonly refunded: Money;
  readonly refunds: readonly Refund[];
  /** What stock put back into sale for refunds that are not known here: the database was restored to an earlier moment. */
  readonly unmatchedReturns?: readonly StockReturn[];
  readonly shipment?: Shipment;
}

export type OrderState = Purchase &
  (
    | { readonly status: Exclude<OrderStatus, 'CANCELLED'> }
    | { readonly status: 'CANCELLED'; readonly cancellation: Cancellation }
  );

/** Its outcome is still open: neither confirmed nor cancelled. */
export const isOpen = ({ status }: Pick<OrderState, 'status'>): boolean =>
  status === 'PENDING' || status === 'AWAITING_PAYMENT';

/**
 * ISO 8601: an order that is open then, ends. Its own `payBefore`; sooner while the shopper leaves the provider's question
 * unanswered. After another answer than a capture the rest of the window is theirs again.
 */
export function payableUntil({ payBefore, payment }: Pick<OrderState, 'payBefore' | 'payment'>): string {
  const answerBefore = payment.status === 'ACTION_REQUIRED' ? payment.answerBefore : undefined;
  return answerBefore && new Date(answerBefore) < new Date(payBefore) ? answerBefore : payBefore;
}

/** Nothing the shopper waits for will happen any more: a live stream of it ends. */
export const isFinal = (status: OrderStatus): boolean =>
  status === 'DELIVERED' || status === 'CANCELLED' || status === 'REFUNDED';

/** Payment is working on the latest attempt, or the shopper is, at the provider's. */
export const isPaymentInProgress = ({ payment }: Pick<OrderState, 'payment'>): boolean =>
  payment.status === 'PENDING' || payment.status === 'ACTION_REQUIRED';

/** Minor units that went back, or are asked to. */
export const refundPending = ({ refunds }: Pick<OrderState, 'refunds'>): number => sumOf(refunds, 'DONE', 'REQUESTED');

/** Minor units of refunds that stand so. */
export const sumOf = (refunds: readonly Refund[], ...statuses: readonly Refund['status'][]): number =>
  refunds.filter(({ status }) => statuses.includes(status)).reduce((sum, { amount }) => sum + amount.amount, 0);

/** It has ended, but stock or money has not answered how, or a refund has not been answered by either. */
export const isUnacknowledged = (state: OrderState): boolean =>
  isOutcomeUnacknowledged(state) || openRefunds(state).length > 0;

/** It has ended, but stock or money has not answered how: sold and taken, or back. */
export function isOutcomeUnacknowledged(state: OrderState): boolean {
  if (isOpen(state)) return false;
  return state.status === 'CANCELLED'
    ? state.stock !== 'RELEASED' || !isFullyRefunded(state)
    : state.stock !== 'COMMITTED';
}

/** No money was taken, nor will be; or all of it went back. A refund in full tells of the capture it is of. */
const isFullyRefunded = ({ payment, refunded, total }: OrderState): boolean =>
  payment.status === 'VOIDED' || refunded.amount >= (payment.status === 'CAPTURED' ? payment.amount : total).amount;

/** Asked for, not answered: by money, or by stock where it puts goods back into sale. */
export const openRefunds = ({ refunds }: Pick<OrderState, 'refunds'>): readonly Refund[] =>
  refunds.filter(({ status, restocking }) => status === 'REQUESTED' || restocking === 'REQUESTED');

/** Stock says something new: goods that a refund puts back into sale are there, or came back for one whose goods are not known here. */
export function isNewReturn({ refunds, unmatchedReturns = [] }: OrderState, refundId: RefundId): boolean {
  const refund = refunds.find((one) => one.refundId === refundId);
  if (!refund) return !unmatchedReturns.some((one) => one.refundId === refundId);
  return refund.restocking === 'REQUESTED' || refund.goods === undefined;
}

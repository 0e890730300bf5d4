/** Applies an event to an order. Pure and total: logged events have happened, so none is rejected. */
import type { Refund } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { RefundId } from '@mambogo/contracts/ids.ts';
import type { OrderEvent, RefundData } from './order-event.ts';
import { isOpen, type OrderState, type PaymentState, type StockReturn, sumOf } from './order-state.ts';

export function evolve(state: OrderState | undefined, event: OrderEvent): OrderState {
  if (event.type === 'placed') return placed(event.data);
  if (!state) throw new Error(`the log of an order begins with ${event.type} instead of placed`);
  switch (event.type) {
    case 'stock-reserved':
      return { ...awaitPayment(state), stock: 'RESERVED' };
    case 'stock-rejected':
      return { ...state, stock: 'REJECTED' };
    case 'stock-released':
      return { ...state, stock: 'RELEASED' };
    case 'stock-committed':
      return { ...state, stock: 'COMMITTED' };
    case 'payment-captured':
      return { ...state, payment: { status: 'CAPTURED', ...event.data } };
    case 'payment-failed': {
      const { attempt, ...failure } = event.data;
      return { ...awaitPayment(state), payment: { status: 'FAILED', attempt, failure } };
    }
    case 'reservation-expired':
      return { ...awaitPayment(state), stock: state.stock === 'NONE' ? 'RESERVED' : state.stock };
    case 'payment-requested':
      return { ...state, payment: { status: 'PENDING', attempt: event.data.attempt } };
    case 'payment-action-required':
      return { ...awaitPayment(state), payment: { status: 'ACTION_REQUIRED', ...event.data } };
    case 'payment-voided':
      return { ...state, payment: voided(state.payment) };
    case 'refund-requested':
      return withRefund(state, event.data, 'REQUESTED', event.data.goods);
    case 'stock-returned':
      return withRestocked(state, event.data);
    case 'payment-refunded':
      return withRefund(state, event.data, 'DONE');
    case 'payment-refund-failed':
      return withRefund(state, event.data, 'FAILED');
    case 'confirmed':
      return { ...state, status: 'CONFIRMED' };
    case 'shipped':
      return { ...state, status: 'SHIPPED', shipment: event.data };
    case 'delivered':
      return { ...state, status: 'DELIVERED' };
    case 'cancelled':
      return { ...state, status: 'CANCELLED', cancellation: event.data };
  }
}

export const fold = (events: readonly OrderEvent[]): OrderState | undefined =>
  events.reduce<OrderState | undefined>(evolve, undefined);

const placed = ({
  paymentMethod: _card,
  ...purchase
}: Extract<OrderEvent, { type: 'placed' }>['data']): OrderState => ({
  ...purchase,
  status: 'PENDING',
  stock: 'NONE',
  payment: { status: 'PENDING', attempt: 1 },
  refunded: { amount: 0, currency: purchase.total.currency },
  refunds: [],
});

const voided = (payment: PaymentState): PaymentState => ({
  status: 'VOIDED',
  attempt: payment.attempt,
  ...(payment.status === 'FAILED' ? { failure: payment.failure } : {}),
});

/** A refund keeps the reason of its request unless it failed. A confirmed order that is refunded in full becomes REFUNDED. */
function withRefund(
  state: OrderState,
  { refundId, amount, reason }: RefundData,
  status: Refund['status'],
  goods?: readonly RefundedGoods[],
): OrderState {
  const known = state.refunds.find((refund) => refund.refundId === refundId);
  const refund: Refund = {
    ...(goods ? { goods, ...(goods.some(({ restock }) => restock) ? { restocking: 'REQUESTED' } : {}) } : known),
    refundId,
    amount,
    reason: status === 'DONE' ? (known?.reason ?? reason) : reason,
    status,
  };
  const refunds = known ? state.refunds.map((one) => (one === known ? refund : one)) : [...state.refunds, refund];
  const refunded = { ...state.total, amount: sumOf(refunds, 'DONE') };
  const next = withUnmatchedReturn({ ...state, refunds, refunded }, refundId);
  const isComplete = refunded.amount >= state.total.amount && state.status !== 'CANCELLED' && !isOpen(state);
  return isComplete ? { ...next, status: 'REFUNDED' } : next;
}

/** Sets the goods of a refund that has none to those returned; keeps a return of an unknown refund until the refund is known. */
function withRestocked(state: OrderState, stockReturn: StockReturn): OrderState {
  const { refundId, lines } = stockReturn;
  if (!state.refunds.some((one) => one.refundId === refundId))
    return { ...state, unmatchedReturns: [...(state.unmatchedReturns ?? []), stockReturn] };
  const restocked = lines.map((line) => ({ ...line, restock: true }));
  return {
    ...state,
    refunds: state.refunds.map((one) =>
      one.refundId === refundId ? { ...one, goods: one.goods ?? restocked, restocking: 'DONE' } : one,
    ),
  };
}

function withUnmatchedReturn({ unmatchedReturns = [], ...state }: OrderState, refundId: RefundId): OrderState {
  const matched = unmatchedReturns.find((one) => one.refundId === refundId);
  const others = unmatchedReturns.filter((one) => one !== matched);
  const next = others.length > 0 ? { ...state, unmatchedReturns: others } : state;
  return matched ? withRestocked(next, matched) : next;
}

/** Any result from inventory or payment implies that stock was reserved. */
const awaitPayment = (state: OrderState): OrderState =>
  state.status === 'PENDING' ? { ...state, status: 'AWAITING_PAYMENT' } : state;

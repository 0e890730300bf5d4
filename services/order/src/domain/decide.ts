/**
 * Decides a command: returns the events to append, none if nothing changes. Pure. Idempotent by state: a command that arrives
 * twice, late or after the order has ended is decided from the current state. Throws an error of order-errors.ts for a user
 * action that is not allowed.
 */
import { cancelledByMerchant, outOfStock, paymentWindowExpired } from './cancellation.ts';
import { decideAction } from './decide-action.ts';
import type { OrderCommand } from './order-command.ts';
import type { EventOf, OrderEvent } from './order-event.ts';
import { violatedLineLimit } from './order-limits.ts';
import { isNewReturn, isOpen, isPaymentInProgress, type OrderState, refundPending } from './order-state.ts';

export function decide(state: OrderState | undefined, command: OrderCommand): readonly OrderEvent[] {
  if (command.type === 'place') return place(state, command.data);
  if (!state) throw new Error(`${command.type} for an order that was never placed`);
  switch (command.type) {
    case 'stock-reserved':
      return isOpen(state) && state.stock === 'NONE' ? [command] : [];
    case 'stock-rejected':
      return isOpen(state) ? [command, outOfStock(state.lines, command.data.shortages)] : [];
    case 'stock-released':
      return released(state, command);
    case 'stock-committed':
      return state.stock === 'COMMITTED' || state.stock === 'RELEASED' ? [] : [command];
    case 'stock-returned':
      return isNewReturn(state, command.data.refundId) ? [command] : [];
    case 'reservation-expired':
      return expired(state, command);
    case 'payment-action-required':
      return actionRequired(state, command.data);
    case 'payment-captured':
      return captured(state, command);
    case 'payment-failed':
      return failed(state, command);
    case 'payment-voided':
      return isOpen(state) || state.payment.status === 'VOIDED' || state.payment.status === 'CAPTURED' ? [] : [command];
    case 'payment-refunded':
      return refunded(state, command.data);
    case 'payment-refund-failed':
      return refundSettled(state, command);
    case 'close-payment-window':
      return isOpen(state) ? [paymentWindowExpired] : [];
    case 'remind':
      return [];
    default:
      return decideAction(state, command);
  }
}

function place(state: OrderState | undefined, purchase: EventOf<'placed'>['data']): readonly OrderEvent[] {
  if (state) throw new Error(`order ${state.number} has already been placed`);
  const violation = violatedLineLimit(purchase.lines);
  if (violation) throw new RangeError(violation);
  return [{ type: 'placed', data: purchase }];
}

/**
 * Inventory releases stock only after a cancellation. An order without that cancellation lost it when its database was restored
 * to an earlier point in time, so it is cancelled again. An order that has been shipped since is left to the merchant.
 */
function released(state: OrderState, event: EventOf<'stock-released'>): readonly OrderEvent[] {
  if (state.stock === 'RELEASED') return [];
  const { status, shipment } = state;
  const lostCancellation = isOpen(state) || status === 'CONFIRMED' || (status === 'REFUNDED' && shipment === undefined);
  return lostCancellation ? [event, cancelledByMerchant] : [event];
}

/** The reservation is kept until the payment window ends. The event matters only if the order missed `stock-reserved`. */
const expired = (state: OrderState, event: EventOf<'reservation-expired'>): readonly OrderEvent[] =>
  isOpen(state) && state.stock === 'NONE' ? [event] : [];

function actionRequired(
  { status, payment }: OrderState,
  { attempt = payment.attempt, ...data }: Extract<OrderCommand, { type: 'payment-action-required' }>['data'],
): readonly OrderEvent[] {
  if (!isOpen({ status }) || payment.status !== 'PENDING' || payment.attempt !== attempt) return [];
  return [{ type: 'payment-action-required', data: { attempt, ...data } }];
}

/** A capture of any attempt counts. A cancelled order stays cancelled and records the capture, so that it is refunded. */
function captured(state: OrderState, event: EventOf<'payment-captured'>): readonly OrderEvent[] {
  if (state.payment.status === 'CAPTURED') return [];
  if (!isOpen(state)) return [event];
  return [event, { type: 'confirmed', data: { paymentReference: event.data.reference } }];
}

/** Only the latest attempt counts, once. After any failure the shopper may try another card until the payment window ends. */
const failed = (state: OrderState, event: EventOf<'payment-failed'>): readonly OrderEvent[] =>
  isPaymentInProgress(state) && state.payment.attempt === event.data.attempt ? [event] : [];

/** An unknown refund of the order's own payment lost its request in a restore (see `released`), so the request is added again. */
function refunded(
  state: OrderState,
  { paymentId, ...data }: Extract<OrderCommand, { type: 'payment-refunded' }>['data'],
): readonly OrderEvent[] {
  const settled = refundSettled(state, { type: 'payment-refunded', data });
  const { payment, refunds, total } = state;
  const isKnown = refunds.some(({ refundId }) => refundId === data.refundId);
  if (settled.length > 0 || isKnown || payment.status !== 'CAPTURED' || payment.paymentId !== paymentId) return settled;
  if (refundPending(state) + data.amount.amount > total.amount) return [];
  return [
    { type: 'refund-requested', data },
    { type: 'payment-refunded', data },
  ];
}

/**
 * The result of a refund is final. Payment refunds a cancelled order without a request; for any other order, a refund that was
 * not requested here concerns another payment and is ignored.
 */
function refundSettled(
  { status, refunds }: OrderState,
  event: EventOf<'payment-refunded' | 'payment-refund-failed'>,
): readonly OrderEvent[] {
  const known = refunds.find(({ refundId }) => refundId === event.data.refundId);
  const isExpected = known ? known.status === 'REQUESTED' : status === 'CANCELLED';
  return isExpected ? [event] : [];
}

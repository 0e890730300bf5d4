/**
 * What an order makes of a command: the events to append, none when it changes nothing. Pure. Idempotent by state: what
 * comes twice, late, or after the order ended is answered from what is already known. A person's wish that can't be is an
 * error of refusals.ts.
 */
import { cancelledByMerchant, outOfStock, paymentWindowExpired } from './cancellation.ts';
import { decideAction } from './decide-action.ts';
import type { OrderCommand } from './order-command.ts';
import type { EventOf, OrderEvent } from './order-event.ts';
import { violatedLineLimit } from './order-limits.ts';
import { isNewReturn, isOpen, isPaymentInProgress, type OrderState, refundPending } from './order-state.ts';

export function decide(state: OrderState | undefined, command: OrderCommand): readonly OrderEvent[] {
  if (command.type === 'place') return place(state, command.data);
  if (!state) throw new Error(`${command.type} of an order that was never placed`);
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
  if (state) throw new Error(`order ${state.number} was placed already`);
  const broken = violatedLineLimit(purchase.lines);
  if (broken) throw new RangeError(broken);
  return [{ type: 'placed', data: purchase }];
}

/**
 * Stock is released only because the order was cancelled. An order that does not know that lost it: its database was restored to an
 * earlier moment, so it is cancelled again. One that was shipped meanwhile is left to a merchant.
 */
function released(state: OrderState, event: EventOf<'stock-released'>): readonly OrderEvent[] {
  if (state.stock === 'RELEASED') return [];
  const { status, shipment } = state;
  const forgot = isOpen(state) || status === 'CONFIRMED' || (status === 'REFUNDED' && shipment === undefined);
  return forgot ? [event, cancelledByMerchant] : [event];
}

/** Asked whether it still wants its stock: yes, until its payment window ends. What it did not know is that it has any. */
const expired = (state: OrderState, event: EventOf<'reservation-expired'>): readonly OrderEvent[] =>
  isOpen(state) && state.stock === 'NONE' ? [event] : [];

function actionRequired(
  { status, payment }: OrderState,
  { attempt = payment.attempt, ...data }: Extract<OrderCommand, { type: 'payment-action-required' }>['data'],
): readonly OrderEvent[] {
  if (!isOpen({ status }) || payment.status !== 'PENDING' || payment.attempt !== attempt) return [];
  return [{ type: 'payment-action-required', data: { attempt, ...data } }];
}

/** The capture of any attempt counts. A cancelled order stays so; the money that came is noted, to go back. */
function captured(state: OrderState, event: EventOf<'payment-captured'>): readonly OrderEvent[] {
  if (state.payment.status === 'CAPTURED') return [];
  if (!isOpen(state)) return [event];
  return [event, { type: 'confirmed', data: { paymentReference: event.data.reference } }];
}

/** Only the latest attempt counts, and once. Whatever the failure is, another card may follow until the payment window ends. */
const failed = (state: OrderState, event: EventOf<'payment-failed'>): readonly OrderEvent[] =>
  isPaymentInProgress(state) && state.payment.attempt === event.data.attempt ? [event] : [];

/** Of a refund that is not known here, of the very money that paid for the order, it was lost that it was asked for (as above). */
function refunded(
  state: OrderState,
  { paymentId, ...data }: Extract<OrderCommand, { type: 'payment-refunded' }>['data'],
): readonly OrderEvent[] {
  const answer = refundSettled(state, { type: 'payment-refunded', data });
  const { payment, refunds, total } = state;
  const isKnown = refunds.some(({ refundId }) => refundId === data.refundId);
  if (answer.length > 0 || isKnown || payment.status !== 'CAPTURED' || payment.paymentId !== paymentId) return answer;
  if (refundPending(state) + data.amount.amount > total.amount) return [];
  return [
    { type: 'refund-requested', data },
    { type: 'payment-refunded', data },
  ];
}

/**
 * An answer to a refund is final. A refund that was not asked for here is payment's own, of a cancelled order's money; of
 * any other order it is not this order's money that goes back.
 */
function refundSettled(
  { status, refunds }: OrderState,
  event: EventOf<'payment-refunded' | 'payment-refund-failed'>,
): readonly OrderEvent[] {
  const known = refunds.find(({ refundId }) => refundId === event.data.refundId);
  const awaited = known ? known.status === 'REQUESTED' : status === 'CANCELLED';
  return awaited ? [event] : [];
}

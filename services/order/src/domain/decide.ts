/**
 * What an order makes of a command: the events to append, none when it changes nothing. Pure. Idempotent by state: what
 * comes twice, late, or after the order ended is answered from what is already known.
 */
import { outOfStock, paymentFailed } from './cancellation.ts';
import type { OrderCommand } from './order-command.ts';
import type { EventOf, OrderEvent } from './order-event.ts';
import { limitBroken } from './order-limits.ts';
import { isOpen, type OrderState } from './order-state.ts';

export function decide(state: OrderState | undefined, command: OrderCommand): readonly OrderEvent[] {
  if (command.type === 'place') return place(state, command.data);
  if (!state) throw new Error(`${command.type} of an order that was never placed`);
  switch (command.type) {
    case 'stock-reserved':
      return isOpen(state) && state.stock === 'NONE' ? [command] : [];
    case 'stock-rejected':
      return isOpen(state) ? [command, outOfStock(state.lines, command.data.shortages)] : [];
    case 'stock-released':
      return state.stock === 'RELEASED' ? [] : [command];
    case 'stock-committed':
      return state.stock === 'COMMITTED' || state.stock === 'RELEASED' ? [] : [command];
    case 'payment-captured':
      return captured(state, command);
    case 'payment-failed':
      return failed(state, command);
  }
}

function place(state: OrderState | undefined, purchase: EventOf<'placed'>['data']): readonly OrderEvent[] {
  if (state) throw new Error(`order ${state.number} was placed already`);
  const broken = limitBroken(purchase.lines, purchase.total);
  if (broken) throw new RangeError(broken);
  return [{ type: 'placed', data: purchase }];
}

/** The capture of any attempt counts. A cancelled order stays so; the money that came is noted, to go back. */
function captured(state: OrderState, event: EventOf<'payment-captured'>): readonly OrderEvent[] {
  if (state.payment.status === 'CAPTURED') return [];
  if (!isOpen(state)) return [event];
  return [event, { type: 'confirmed', data: { paymentReference: event.data.reference } }];
}

/** Only the latest attempt is obeyed, and once. A final failure ends the order; a retryable one leaves it to another card. */
function failed(state: OrderState, event: EventOf<'payment-failed'>): readonly OrderEvent[] {
  const { payment } = state;
  if (payment.status !== 'PENDING' || payment.attempt !== event.data.attempt) return [];
  return isOpen(state) && !event.data.retryable ? [event, paymentFailed(event.data)] : [event];
}

/** The order after an event. Pure and total: what is in the log has happened, so nothing is refused here. */
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';

export function evolve(state: OrderState | undefined, event: OrderEvent): OrderState {
  if (event.type === 'placed') return placed(event.data);
  if (!state) throw new Error(`a log of an order begins with ${event.type}`);
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
    case 'confirmed':
      return { ...state, status: 'CONFIRMED' };
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
});

/** An answer from stock or payment implies that stock was reserved. */
const awaitPayment = (state: OrderState): OrderState =>
  state.status === 'PENDING' ? { ...state, status: 'AWAITING_PAYMENT' } : state;

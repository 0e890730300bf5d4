/** How an order ends that is paid with one of the simulator's tokens, and how long that may take. */
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import type { PaymentStatus } from '@mambogo/contracts/api/payment-state.ts';

export interface ExpectedOutcome {
  /** The order's last status. */
  readonly order: OrderStatus;
  /** Why it was cancelled. */
  readonly reason?: string;
  /** The payment's status where the order stays open. */
  readonly payment?: PaymentStatus;
  /** Seconds. */
  readonly timeoutMs: number;
  /** What it comes to, in a sentence. */
  readonly summary: string;
}

const confirmed = (within: number): ExpectedOutcome => ({
  order: 'CONFIRMED',
  timeoutMs: within,
  summary: 'Bought: the money is taken, the stock is sold, the cart is empty.',
});

export const expectedOutcomes: Readonly<Record<string, ExpectedOutcome>> = {
  tok_ok: confirmed(15),
  tok_twice: confirmed(15),
  tok_error: confirmed(60),
  tok_timeout: confirmed(90),
  tok_late: confirmed(120),
  tok_declined: {
    order: 'AWAITING_PAYMENT',
    payment: 'FAILED',
    timeoutMs: 15,
    summary: 'Refused, as it should be: no money is taken, and the order waits for another card, its stock set aside.',
  },
  tok_insufficient_funds: {
    order: 'AWAITING_PAYMENT',
    payment: 'FAILED',
    timeoutMs: 15,
    summary: 'Refused for now, as it should be: the order waits for another card, its stock set aside.',
  },
  tok_action: {
    order: 'AWAITING_PAYMENT',
    payment: 'ACTION_REQUIRED',
    timeoutMs: 15,
    summary: 'Waiting, as it should be: the bank wants to hear from the customer first.',
  },
};

export const soldOut: ExpectedOutcome = {
  order: 'CANCELLED',
  reason: 'out-of-stock',
  timeoutMs: 15,
  summary: 'Sold out, as it should be: nothing is charged, nothing is held, not even what there was enough of.',
};

export const cancelledByCustomer: ExpectedOutcome = {
  order: 'CANCELLED',
  reason: 'customer',
  timeoutMs: 15,
  summary: 'Called off, as it should be: the money goes back, and so do the goods.',
};

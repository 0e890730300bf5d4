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
  /** A summary in a sentence. */
  readonly summary: string;
}

const confirmed = (within: number): ExpectedOutcome => ({
  order: 'CONFIRMED',
  timeoutMs: within,
  summary: 'Bought: the payment is captured, the stock is sold, the cart is empty.',
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
    summary: 'Declined, as expected: nothing is charged, and the order waits for another card with its stock reserved.',
  },
  tok_insufficient_funds: {
    order: 'AWAITING_PAYMENT',
    payment: 'FAILED',
    timeoutMs: 15,
    summary: 'Declined for now, as expected: the order waits for another card with its stock reserved.',
  },
  tok_action: {
    order: 'AWAITING_PAYMENT',
    payment: 'ACTION_REQUIRED',
    timeoutMs: 15,
    summary: "Waiting, as expected: the bank needs the customer's confirmation first.",
  },
};

export const soldOut: ExpectedOutcome = {
  order: 'CANCELLED',
  reason: 'out-of-stock',
  timeoutMs: 15,
  summary: 'Sold out, as expected: nothing is charged, and nothing is reserved, not even the lines in stock.',
};

export const cancelledByCustomer: ExpectedOutcome = {
  order: 'CANCELLED',
  reason: 'customer',
  timeoutMs: 15,
  summary: 'Cancelled, as expected: the payment is refunded and the stock released.',
};

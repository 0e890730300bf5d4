/** How an order ends that is paid with one of the simulator's tokens, and how long that may take. */
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import type { PaymentStatus } from '@mambogo/contracts/api/payment-state.ts';

export interface Ending {
  /** The order's last status. */
  readonly order: OrderStatus;
  /** Why it was cancelled. */
  readonly reason?: string;
  /** The payment's status where the order stays open. */
  readonly payment?: PaymentStatus;
  /** Seconds. */
  readonly within: number;
  /** What it comes to, in a sentence. */
  readonly moral: string;
}

const confirmed = (within: number): Ending => ({
  order: 'CONFIRMED',
  within,
  moral: 'Bought: the money is taken, the stock is sold, the cart is empty.',
});

export const endings: Readonly<Record<string, Ending>> = {
  tok_ok: confirmed(15),
  tok_twice: confirmed(15),
  tok_error: confirmed(60),
  tok_timeout: confirmed(90),
  tok_late: confirmed(120),
  tok_declined: {
    order: 'AWAITING_PAYMENT',
    payment: 'FAILED',
    within: 15,
    moral: 'Refused, as it should be: no money is taken, and the order waits for another card, its stock set aside.',
  },
  tok_insufficient_funds: {
    order: 'AWAITING_PAYMENT',
    payment: 'FAILED',
    within: 15,
    moral: 'Refused for now, as it should be: the order waits for another card, its stock set aside.',
  },
  tok_action: {
    order: 'AWAITING_PAYMENT',
    payment: 'ACTION_REQUIRED',
    within: 15,
    moral: 'Waiting, as it should be: the bank wants to hear from the customer first.',
  },
};

export const soldOut: Ending = {
  order: 'CANCELLED',
  reason: 'out-of-stock',
  within: 15,
  moral: 'Sold out, as it should be: nothing is charged, nothing is held, not even what there was enough of.',
};

export const calledOff: Ending = {
  order: 'CANCELLED',
  reason: 'customer',
  within: 15,
  moral: 'Called off, as it should be: the money goes back, and so do the goods.',
};

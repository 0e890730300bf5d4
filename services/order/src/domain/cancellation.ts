/**
 * Why an order was cancelled, in words a shopper can act on. Orders of earlier releases also ended by a card that was refused
 * (`payment-failed`, `reservation-expired`): their words are in their logs.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { Shortage } from '@mambogo/contracts/events/inventory-events.ts';
import type { EventOf } from './order-event.ts';

type Cancelled = EventOf<'cancelled'>;

/** Names what is missing and how many are left. */
export function outOfStock(lines: readonly OrderLine[], shortages: readonly Shortage[]): Cancelled {
  const missing = shortages.map(({ productId, requested, available }) => {
    const name = lines.find((line) => line.productId === productId)?.name ?? 'a product';
    if (available <= 0) return `${name} is sold out`;
    return `only ${available} of the ${requested} ${name} you ordered ${available === 1 ? 'is' : 'are'} left`;
  });
  const someLeft = shortages.some(({ available }) => available > 0);
  return {
    type: 'cancelled',
    data: {
      reason: 'out-of-stock',
      detail: sentence(missing.length > 0 ? missing.join('; ') : 'something you ordered is sold out'),
      retryable: true,
      suggestion: someLeft
        ? 'Order the pieces that are left, or take them out of your cart. Nothing was charged.'
        : 'Take it out of your cart and order the rest. Nothing was charged.',
    },
  };
}

export const paymentWindowExpired: Cancelled = {
  type: 'cancelled',
  data: {
    reason: 'payment-window',
    detail: 'The order was not paid in time.',
    retryable: true,
    suggestion: 'Place the order again. What may still have been charged goes back.',
  },
};

const refundSentence = 'What was paid goes back to the card. Place the order again if you still want the goods.';

export const cancelledByCustomer: Cancelled = {
  type: 'cancelled',
  data: { reason: 'customer', detail: 'You cancelled the order.', retryable: true, suggestion: refundSentence },
};

export const cancelledByMerchant: Cancelled = {
  type: 'cancelled',
  data: { reason: 'merchant', detail: 'The shop cancelled the order.', retryable: true, suggestion: refundSentence },
};

/** What is said of a cancellation outside: where an earlier release let staff write it, the standard sentence instead. */
export const standardDetail = ({ reason, detail }: Pick<Cancellation, 'reason' | 'detail'>): string =>
  reason === 'merchant' ? cancelledByMerchant.data.detail : detail;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

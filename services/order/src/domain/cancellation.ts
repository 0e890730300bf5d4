/**
 * Cancellation reasons, with texts that tell the shopper what to do. Earlier releases also cancelled an order when its card was
 * declined (`payment-failed`, `reservation-expired`); those texts are stored in the orders' logs.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { Shortage } from '@mambogo/contracts/events/inventory-events.ts';
import type { EventOf } from './order-event.ts';

type Cancelled = EventOf<'cancelled'>;

/** Names the missing products and how many of each are left. */
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
      detail: sentence(missing.length > 0 ? missing.join('; ') : 'a product you ordered is sold out'),
      retryable: true,
      suggestion: someLeft
        ? 'Order the remaining quantity, or remove the product from your cart. Nothing was charged.'
        : 'Remove it from your cart and order the rest. Nothing was charged.',
    },
  };
}

export const paymentWindowExpired: Cancelled = {
  type: 'cancelled',
  data: {
    reason: 'payment-window',
    detail: 'The order was not paid in time.',
    retryable: true,
    suggestion: 'Place the order again. Anything that was charged will be refunded.',
  },
};

const refundSentence = 'Any payment will be refunded to the card. Place the order again if you still want the items.';

export const cancelledByCustomer: Cancelled = {
  type: 'cancelled',
  data: { reason: 'customer', detail: 'You cancelled the order.', retryable: true, suggestion: refundSentence },
};

export const cancelledByMerchant: Cancelled = {
  type: 'cancelled',
  data: { reason: 'merchant', detail: 'The shop cancelled the order.', retryable: true, suggestion: refundSentence },
};

/** The detail to show outside the service. Replaces free text that staff wrote in an earlier release by the standard sentence. */
export const standardDetail = ({ reason, detail }: Pick<Cancellation, 'reason' | 'detail'>): string =>
  reason === 'merchant' ? cancelledByMerchant.data.detail : detail;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

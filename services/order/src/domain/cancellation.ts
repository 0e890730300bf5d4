/** Why an order was cancelled, in words a shopper can act on. */
import type { OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payments.ts';
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

/** The order can be placed again with another way to pay, even where this card never will do. */
export const paymentFailed = ({ reason, suggestion }: PaymentFailure): Cancelled => ({
  type: 'cancelled',
  data: {
    reason: 'payment-failed',
    detail: sentence(`the payment did not go through: ${reason}`),
    retryable: true,
    suggestion,
  },
});

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

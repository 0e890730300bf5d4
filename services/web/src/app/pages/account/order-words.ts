/** What becomes of an order, in words for the one who placed it, and what can be done about it. Pure. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Tone } from '../../design/badge.tsx';
import type { AccountMessages, Words } from './language/en.ts';

export type OrderStep = 'placed' | 'reserved' | 'paid' | 'shipped' | 'delivered';
export const orderSteps: readonly OrderStep[] = ['placed', 'reserved', 'paid', 'shipped', 'delivered'];

/** What the page offers beside the words. */
export type OrderOffer = 'other-card' | 'approve' | 'to-cart' | 'shop-on';

export interface OrderTold {
  readonly title: string;
  readonly text: string;
  /** In the shop's own words, such as which lines are sold out. */
  readonly detail?: string;
  readonly tone: Tone;
  /** The last step that was reached; undefined once the order is off. */
  readonly step?: OrderStep;
  /** Something is under way that ends by itself. */
  readonly isWorking: boolean;
  readonly offer?: OrderOffer;
}

type Read = Pick<Order, 'status' | 'payment' | 'cancellation' | 'shipment'>;

/** @param isSlow the payment has been under way for longer than payments usually are */
export function tellOrder(order: Read, words: AccountMessages['words'], isSlow: boolean): OrderTold {
  const told = ([title, text]: Words, rest: Omit<OrderTold, 'title' | 'text'>): OrderTold => ({ title, text, ...rest });
  switch (order.status) {
    case 'PENDING':
      return told(words.checking, { tone: 'plain', step: 'placed', isWorking: true });
    case 'AWAITING_PAYMENT':
      return tellPayment(order, words, isSlow);
    case 'CONFIRMED':
      return told(words.confirmed, { tone: 'good', step: 'paid', isWorking: false, offer: 'shop-on' });
    case 'SHIPPED':
      return told(words.shipped(order.shipment?.carrier ?? ''), { tone: 'good', step: 'shipped', isWorking: false });
    case 'DELIVERED':
      return told(words.delivered, { tone: 'good', step: 'delivered', isWorking: false, offer: 'shop-on' });
    case 'REFUNDED':
      return told(words.refunded, { tone: 'plain', isWorking: false, offer: 'shop-on' });
    case 'CANCELLED':
      return tellCancelled(order, words);
  }
}

function tellPayment({ payment }: Read, words: AccountMessages['words'], isSlow: boolean): OrderTold {
  const reserved = { step: 'reserved' as const };
  if (payment.status === 'ACTION_REQUIRED') {
    const [title, text] = words.action;
    return { title, text, ...reserved, tone: 'warn', isWorking: false, offer: payment.action && 'approve' };
  }
  if (payment.status === 'FAILED') {
    const reason = words.failures[payment.failure?.code ?? ''] ?? words.failures.other ?? '';
    const [title, text] = words.declined(reason);
    return { title, text, ...reserved, tone: 'bad', isWorking: false, offer: 'other-card' };
  }
  const [title, text] = isSlow ? words.payingSlow : words.paying;
  return { title, text, ...reserved, tone: 'plain', isWorking: true };
}

function tellCancelled({ cancellation, payment }: Read, words: AccountMessages['words']): OrderTold {
  const told = ([title, text]: Words, offer: OrderOffer, detail?: string): OrderTold => ({
    title,
    text,
    detail,
    offer,
    tone: 'bad',
    isWorking: false,
  });
  switch (cancellation?.reason) {
    case 'out-of-stock':
      return told(words.outOfStock, 'to-cart', cancellation.detail);
    case 'payment-failed':
      return told(words.paymentFailed, 'to-cart', words.failures[payment.failure?.code ?? '']);
    case 'payment-window':
    case 'reservation-expired':
      return told(words.tooLate, 'to-cart');
    case 'merchant':
      return told(words.cancelledByShop, 'shop-on', cancellation.shopNote);
    default:
      return told(words.cancelledByYou, 'shop-on');
  }
}

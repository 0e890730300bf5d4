/** The status of an order as the customer sees it, and the next action. Pure. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Tone } from '../../design/badge.tsx';
import type { AccountMessages, TitleAndText } from './language/en.ts';

export type OrderStep = 'placed' | 'reserved' | 'paid' | 'shipped' | 'delivered';
export const orderSteps: readonly OrderStep[] = ['placed', 'reserved', 'paid', 'shipped', 'delivered'];

/** The action that the page offers. */
export type OrderOffer = 'other-card' | 'approve' | 'to-cart' | 'shop-on';

export interface OrderStatusView {
  readonly title: string;
  readonly text: string;
  /** Details from the API, such as the sold-out items. */
  readonly detail?: string;
  readonly tone: Tone;
  /** The last completed step; undefined once the order is cancelled or refunded. */
  readonly step?: OrderStep;
  /** Processing is in progress. */
  readonly isWorking: boolean;
  readonly offer?: OrderOffer;
}

type OrderStatusInput = Pick<Order, 'status' | 'payment' | 'cancellation' | 'shipment'>;

/** @param isSlow the payment is taking longer than usual */
export function orderStatusView(
  order: OrderStatusInput,
  texts: AccountMessages['texts'],
  isSlow: boolean,
): OrderStatusView {
  const view = ([title, text]: TitleAndText, rest: Omit<OrderStatusView, 'title' | 'text'>): OrderStatusView => ({
    title,
    text,
    ...rest,
  });
  switch (order.status) {
    case 'PENDING':
      return view(texts.checking, { tone: 'plain', step: 'placed', isWorking: true });
    case 'AWAITING_PAYMENT':
      return paymentStatusView(order, texts, isSlow);
    case 'CONFIRMED':
      return view(texts.confirmed, { tone: 'good', step: 'paid', isWorking: false, offer: 'shop-on' });
    case 'SHIPPED':
      return view(texts.shipped(order.shipment?.carrier ?? ''), { tone: 'good', step: 'shipped', isWorking: false });
    case 'DELIVERED':
      return view(texts.delivered, { tone: 'good', step: 'delivered', isWorking: false, offer: 'shop-on' });
    case 'REFUNDED':
      return view(texts.refunded, { tone: 'plain', isWorking: false, offer: 'shop-on' });
    case 'CANCELLED':
      return cancelledStatusView(order, texts);
  }
}

function paymentStatusView(
  { payment }: OrderStatusInput,
  texts: AccountMessages['texts'],
  isSlow: boolean,
): OrderStatusView {
  const reserved = { step: 'reserved' as const };
  if (payment.status === 'ACTION_REQUIRED') {
    const [title, text] = texts.action;
    return { title, text, ...reserved, tone: 'warn', isWorking: false, offer: payment.action && 'approve' };
  }
  if (payment.status === 'FAILED') {
    const reason = texts.failures[payment.failure?.code ?? ''] ?? texts.failures.other ?? '';
    const [title, text] = texts.declined(reason);
    return { title, text, ...reserved, tone: 'bad', isWorking: false, offer: 'other-card' };
  }
  const [title, text] = isSlow ? texts.payingSlow : texts.paying;
  return { title, text, ...reserved, tone: 'plain', isWorking: true };
}

function cancelledStatusView(
  { cancellation, payment }: OrderStatusInput,
  texts: AccountMessages['texts'],
): OrderStatusView {
  const view = ([title, text]: TitleAndText, offer: OrderOffer, detail?: string): OrderStatusView => ({
    title,
    text,
    detail,
    offer,
    tone: 'bad',
    isWorking: false,
  });
  switch (cancellation?.reason) {
    case 'out-of-stock':
      return view(texts.outOfStock, 'to-cart', cancellation.detail);
    case 'payment-failed':
      return view(texts.paymentFailed, 'to-cart', texts.failures[payment.failure?.code ?? '']);
    case 'payment-window':
    case 'reservation-expired':
      return view(texts.tooLate, 'to-cart');
    case 'merchant':
      return view(texts.cancelledByShop, 'shop-on', cancellation.shopNote);
    default:
      return view(texts.cancelledByYou, 'shop-on');
  }
}

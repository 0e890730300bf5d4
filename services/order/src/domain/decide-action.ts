/** Decides a shopper's or merchant's action: returns the events to append, or throws an error of order-errors.ts. Pure. */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import { sameMoney } from '@mambogo/contracts/money.ts';
import { cancelledByCustomer, cancelledByMerchant } from './cancellation.ts';
import type { OrderAction } from './order-command.ts';
import { GoodsExceedOrder, InvalidTransition, RefundExceedsPayment } from './order-errors.ts';
import type { OrderEvent } from './order-event.ts';
import { formatLimit } from './order-limits.ts';
import { isOpen, type OrderState, refundPending } from './order-state.ts';
import {
  excessGoods,
  hasRefundedGoods,
  hasRemainingQuantity,
  paidFor,
  remainingGoods,
  unusedShipping,
} from './refunded-goods.ts';

type ActionOf<T extends OrderAction['type']> = Extract<OrderAction, { type: T }>;

export function decideAction(state: OrderState, action: OrderAction): readonly OrderEvent[] {
  switch (action.type) {
    case 'pay':
      return pay(state);
    case 'cancel':
      return cancel(state, action);
    case 'ship':
      return ship(state, action);
    case 'deliver':
      return deliver(state);
    case 'refund':
      return refund(state, action);
  }
}

/** Starts the next payment attempt. Allowed only after the previous one failed. */
function pay({ status, payment }: OrderState): readonly OrderEvent[] {
  if (!isOpen({ status })) throw new InvalidTransition(`the order is ${status} and can no longer be paid`);
  if (payment.status !== 'FAILED')
    throw new InvalidTransition('a payment is still in progress: wait for its result before you try another card');
  return [{ type: 'payment-requested', data: { attempt: payment.attempt + 1 } }];
}

/** Idempotent: cancelling a cancelled order changes nothing. */
function cancel(state: OrderState, action: ActionOf<'cancel'>): readonly OrderEvent[] {
  const { status } = state;
  if (status === 'CANCELLED') return [];
  if (hasRefundedGoods(state) && status === 'CONFIRMED')
    throw new InvalidTransition(
      'some items were refunded, so it can no longer be cancelled: the merchant can refund the rest',
    );
  if (isOpen({ status }) || status === 'CONFIRMED')
    return [action.by === 'customer' ? cancelledByCustomer : cancelledByMerchant];
  throw new InvalidTransition(
    status === 'REFUNDED'
      ? 'the order has already been refunded'
      : `the order is ${status} and can no longer be cancelled: the merchant can refund it`,
  );
}

function ship(state: OrderState, { shipment }: ActionOf<'ship'>): readonly OrderEvent[] {
  if (state.status === 'SHIPPED' && isSame(state.shipment, shipment)) return [];
  if (state.status !== 'CONFIRMED')
    throw new InvalidTransition(`the order is ${state.status}: only a CONFIRMED order can be shipped`);
  if (refundPending(state) >= state.total.amount)
    throw new InvalidTransition('a full refund was requested: the order must not be shipped');
  if (!hasRemainingQuantity(state))
    throw new InvalidTransition('all of its items were refunded: there is nothing to ship');
  return [{ type: 'shipped', data: shipment }];
}

const isSame = (one: OrderState['shipment'], other: ActionOf<'ship'>['shipment']): boolean =>
  one?.carrier === other.carrier && one.trackingNumber === other.trackingNumber;

function deliver({ status }: OrderState): readonly OrderEvent[] {
  if (status === 'DELIVERED') return [];
  if (status !== 'SHIPPED')
    throw new InvalidTransition(`the order is ${status}: only a SHIPPED order can be delivered`);
  return [{ type: 'delivered', data: {} }];
}

/**
 * Only this function limits refunds: their sum never exceeds the payment, and no unit is refunded twice. A refund of all the
 * remaining money of an unshipped order also covers all its remaining goods; they are restocked unless the request says
 * otherwise.
 */
function refund(state: OrderState, { refundId, amount, goods = [] }: ActionOf<'refund'>): readonly OrderEvent[] {
  const { status, total } = state;
  if (isOpen({ status })) throw new InvalidTransition(`the order is ${status}: it has not been paid yet`);
  if (status === 'CANCELLED')
    throw new InvalidTransition('the order is CANCELLED: its payment is refunded automatically');
  const left = { ...total, amount: total.amount - refundPending(state) };
  const tooMany = excessGoods(state, goods);
  if (tooMany) throw new GoodsExceedOrder(`only ${tooMany.left} of ${tooMany.sku} can still be refunded`);
  const price = goods.length > 0 ? paidFor(state, goods) + unusedShipping(state, goods) : left.amount;
  const requested = amount ?? { ...left, amount: Math.min(price, left.amount) };
  if (requested.currency !== total.currency)
    throw new RefundExceedsPayment(`the order was paid in ${total.currency}, not in ${requested.currency}`);
  if (requested.amount > left.amount || sameMoney(requested, { ...total, amount: 0 }))
    throw new RefundExceedsPayment(`at most ${formatLimit(left)} of the payment can still be refunded`);
  const all =
    requested.amount === left.amount && status === 'CONFIRMED' ? [...goods, ...remainingGoods(state, goods)] : goods;
  const data = { refundId, amount: requested, reason: refundReasons.shop, ...(all.length > 0 ? { goods: all } : {}) };
  return [{ type: 'refund-requested', data }];
}

/** What an order makes of what a person wants of it: the events to append, or a refusal in words. Pure. */
import { refundReasons } from '@mambogo/contracts/api/refund-reasons.ts';
import { sameMoney } from '@mambogo/contracts/money.ts';
import { cancelledByCustomer, cancelledByMerchant } from './cancellation.ts';
import type { OrderAction } from './order-command.ts';
import { GoodsExceedOrder, InvalidTransition, RefundExceedsPayment } from './order-errors.ts';
import type { OrderEvent } from './order-event.ts';
import { formatLimit } from './order-limits.ts';
import { isOpen, type OrderState, refundPending } from './order-state.ts';
import { excessGoods, hasRefundedGoods, hasRemainingQuantity, priceOf, remainingGoods } from './refunded-goods.ts';

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

/** Another card, once the one before was refused for now. */
function pay({ status, payment }: OrderState): readonly OrderEvent[] {
  if (!isOpen({ status })) throw new InvalidTransition(`the order is ${status}: it can't be paid any more`);
  if (payment.status !== 'FAILED')
    throw new InvalidTransition('the payment is still under way: wait for how it ends before you try another card');
  return [{ type: 'payment-requested', data: { attempt: payment.attempt + 1 } }];
}

/** Once is enough: cancelling a cancelled order changes nothing. */
function cancel(state: OrderState, action: ActionOf<'cancel'>): readonly OrderEvent[] {
  const { status } = state;
  if (status === 'CANCELLED') return [];
  if (hasRefundedGoods(state) && status === 'CONFIRMED')
    throw new InvalidTransition('some of its goods were paid back: the merchant can pay back the rest');
  if (isOpen({ status }) || status === 'CONFIRMED')
    return [action.by === 'customer' ? cancelledByCustomer : cancelledByMerchant];
  throw new InvalidTransition(
    status === 'REFUNDED'
      ? 'the order was paid back already'
      : `the order is ${status}: it can't be cancelled any more; the merchant can refund it`,
  );
}

function ship(state: OrderState, { shipment }: ActionOf<'ship'>): readonly OrderEvent[] {
  if (state.status === 'SHIPPED' && isSame(state.shipment, shipment)) return [];
  if (state.status !== 'CONFIRMED')
    throw new InvalidTransition(`the order is ${state.status}: only a CONFIRMED one can be shipped`);
  if (refundPending(state) >= state.total.amount)
    throw new InvalidTransition('all of its money was asked back: it must not be shipped');
  if (!hasRemainingQuantity(state))
    throw new InvalidTransition('all of its goods were paid back: there is nothing to ship');
  return [{ type: 'shipped', data: shipment }];
}

const isSame = (one: OrderState['shipment'], other: ActionOf<'ship'>['shipment']): boolean =>
  one?.carrier === other.carrier && one.trackingNumber === other.trackingNumber;

function deliver({ status }: OrderState): readonly OrderEvent[] {
  if (status === 'DELIVERED') return [];
  if (status !== 'SHIPPED') throw new InvalidTransition(`the order is ${status}: only a SHIPPED one can be delivered`);
  return [{ type: 'delivered', data: {} }];
}

/**
 * Judged here alone: the sum of what is asked back never exceeds what was paid, and no piece is paid back twice. With the last of
 * its money, an order that is not shipped gives back all goods that are left: into sale again, unless it is said otherwise.
 */
function refund(state: OrderState, { refundId, amount, goods = [] }: ActionOf<'refund'>): readonly OrderEvent[] {
  const { status, total } = state;
  if (isOpen({ status })) throw new InvalidTransition(`the order is ${status}: nothing was paid yet`);
  if (status === 'CANCELLED') throw new InvalidTransition('the order is CANCELLED: its money goes back by itself');
  const left = { ...total, amount: total.amount - refundPending(state) };
  const tooMany = excessGoods(state, goods);
  if (tooMany) throw new GoodsExceedOrder(`of ${tooMany.sku} only ${tooMany.left} pieces are left to be paid back`);
  const price = goods.length > 0 ? priceOf(state, goods) : left.amount;
  const wanted = amount ?? { ...left, amount: Math.min(price, left.amount) };
  if (wanted.currency !== total.currency)
    throw new RefundExceedsPayment(`the order was paid in ${total.currency}, not in ${wanted.currency}`);
  if (wanted.amount > left.amount || sameMoney(wanted, { ...total, amount: 0 }))
    throw new RefundExceedsPayment(`${formatLimit(left)} are left of what was paid, that is less than asked for`);
  const all =
    wanted.amount === left.amount && status === 'CONFIRMED' ? [...goods, ...remainingGoods(state, goods)] : goods;
  const data = { refundId, amount: wanted, reason: refundReasons.shop, ...(all.length > 0 ? { goods: all } : {}) };
  return [{ type: 'refund-requested', data }];
}

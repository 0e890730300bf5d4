/** The pairs of the order decider: its status, its payment, its stock and its refunds, each with the commands it decides on. */
import type { OrderStatus, Refund } from '@mambogo/contracts/api/orders.ts';
import type { OrderCommand } from '../../../services/order/src/domain/order-command.ts';
import type { OrderState, PaymentState, StockState } from '../../../services/order/src/domain/order-state.ts';
import { keysOf, pair, type Table } from './table.ts';

type Type = OrderCommand['type'];
type OfPayment = Extract<Type, `payment-${string}` | 'pay' | 'cancel' | 'reservation-expired' | 'close-payment-window'>;

const commands = {
  place: true,
  'stock-reserved': true,
  'stock-rejected': true,
  'stock-released': true,
  'stock-committed': true,
  'stock-returned': true,
  'reservation-expired': true,
  'payment-action-required': true,
  'payment-captured': true,
  'payment-failed': true,
  'payment-voided': true,
  'payment-refunded': true,
  'payment-refund-failed': true,
  pay: true,
  cancel: true,
  ship: true,
  deliver: true,
  refund: true,
  'close-payment-window': true,
  remind: true,
} as const satisfies Record<Type, true>;

/** Commands that depend on the state of the payment; one that names an earlier attempt is a separate case. */
const ofPayment = {
  'payment-action-required': true,
  'payment-captured': true,
  'payment-failed': true,
  'payment-voided': true,
  'reservation-expired': true,
  'close-payment-window': true,
  pay: true,
  cancel: true,
} as const satisfies Record<Exclude<OfPayment, 'payment-refunded' | 'payment-refund-failed'>, true>;

const ofStock = {
  'stock-reserved': true,
  'stock-rejected': true,
  'stock-released': true,
  'stock-committed': true,
  'stock-returned': true,
  'reservation-expired': true,
} as const satisfies Record<Extract<Type, `stock-${string}` | 'reservation-expired'>, true>;

const ofRefund = { 'payment-refunded': true, 'payment-refund-failed': true } as const;

const statuses = {
  NONE: true,
  PENDING: true,
  AWAITING_PAYMENT: true,
  CONFIRMED: true,
  SHIPPED: true,
  DELIVERED: true,
  CANCELLED: true,
  REFUNDED: true,
} as const satisfies Record<OrderStatus | 'NONE', true>;

const payments = {
  PENDING: true,
  ACTION_REQUIRED: true,
  FAILED: true,
  VOIDED: true,
  CAPTURED: true,
} as const satisfies Record<PaymentState['status'], true>;

const stocks = {
  NONE: true,
  RESERVED: true,
  REJECTED: true,
  COMMITTED: true,
  RELEASED: true,
} as const satisfies Record<StockState, true>;

const refunds = { UNKNOWN: true, REQUESTED: true, DONE: true, FAILED: true } as const satisfies Record<
  Refund['status'] | 'UNKNOWN',
  true
>;

/** The refund whose goods are reported as returned. */
const restocking = { UNKNOWN: true, NONE: true, REQUESTED: true, DONE: true } as const satisfies Record<
  NonNullable<Refund['restocking']> | 'UNKNOWN' | 'NONE',
  true
>;

export const orderTables: readonly Table[] = [
  { name: 'order', states: keysOf(statuses), commands: keysOf(commands) },
  {
    name: 'payment of an order',
    states: keysOf(payments),
    commands: [...keysOf(ofPayment), 'payment-failed of an earlier attempt'],
  },
  { name: 'stock of an order', states: keysOf(stocks), commands: keysOf(ofStock) },
  { name: 'refund of an order', states: keysOf(refunds), commands: keysOf(ofRefund) },
  { name: 'goods of a refund', states: keysOf(restocking), commands: ['stock-returned'] },
];

export function pairsOfOrder(state: OrderState | undefined, command: OrderCommand): string[] {
  const { type } = command;
  if (!state) return [pair('order', 'NONE', type)];
  const pairs = [pair('order', state.status, type)];
  if (type in ofPayment) pairs.push(pair('payment of an order', state.payment.status, paymentCommand(state, command)));
  if (type in ofStock) pairs.push(pair('stock of an order', state.stock, type));
  if (type === 'payment-refunded' || type === 'payment-refund-failed') {
    const known = state.refunds.find(({ refundId }) => refundId === command.data.refundId);
    pairs.push(pair('refund of an order', known?.status ?? 'UNKNOWN', type));
  }
  if (type === 'stock-returned') {
    const known = state.refunds.find(({ refundId }) => refundId === command.data.refundId);
    pairs.push(pair('goods of a refund', known ? (known.restocking ?? 'NONE') : 'UNKNOWN', type));
  }
  return pairs;
}

const paymentCommand = ({ payment }: OrderState, command: OrderCommand): string =>
  command.type === 'payment-failed' && command.data.attempt < payment.attempt
    ? 'payment-failed of an earlier attempt'
    : command.type;

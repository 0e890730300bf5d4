/** What may be done to an order in its state, as services/order decides it (decide-wish.ts): pages offer nothing that is refused. Pure. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { Rights } from '../rights.ts';
import { goodsLeft } from './refund-goods.ts';

export type OrderAction = 'ship' | 'deliver' | 'cancel' | 'refund';

type Read = Pick<AdminOrder, 'status' | 'total' | 'items' | 'refunds'>;

const allowed: Readonly<Record<AdminOrder['status'], readonly OrderAction[]>> = {
  PENDING: ['cancel'],
  AWAITING_PAYMENT: ['cancel'],
  CONFIRMED: ['ship', 'cancel', 'refund'],
  SHIPPED: ['deliver', 'refund'],
  DELIVERED: ['refund'],
  CANCELLED: [],
  REFUNDED: [],
};

export function actionsOf(order: Read, { may }: Pick<Rights, 'may'>): readonly OrderAction[] {
  const left = refundable(order) > 0;
  return allowed[order.status].filter((action) => {
    if (action === 'refund') return left && may('payment:process');
    // All of its money, or all of its goods, were asked back: nothing must leave the house.
    if (action === 'ship') return left && goodsLeft(order).length > 0 && may('order:manage');
    if (action === 'cancel' && order.refunds.some(({ goods = [] }) => goods.length > 0)) return false;
    return may('order:manage');
  });
}

/** Minor units that can still be asked back: what was refused by the provider counts as not asked. */
export const refundable = ({ total, refunds }: Pick<Read, 'total' | 'refunds'>): number =>
  refunds.reduce((left, { amount, status }) => (status === 'FAILED' ? left : left - amount.amount), total.amount);

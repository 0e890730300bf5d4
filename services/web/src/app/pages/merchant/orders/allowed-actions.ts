/** The allowed actions of an order by its state, as in services/order (decide-action.ts). Pure. */
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
    // Everything was refunded, by amount or by items: nothing must be shipped.
    if (action === 'ship') return left && goodsLeft(order).length > 0 && may('order:manage');
    if (action === 'cancel' && order.refunds.some(({ goods = [] }) => goods.length > 0)) return false;
    return may('order:manage');
  });
}

/** Minor units that can still be refunded; refunds rejected by the provider do not count. */
export const refundable = ({ total, refunds }: Pick<Read, 'total' | 'refunds'>): number =>
  refunds.reduce((left, { amount, status }) => (status === 'FAILED' ? left : left - amount.amount), total.amount);

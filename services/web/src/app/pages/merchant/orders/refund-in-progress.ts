/** Whether a refund of an order is in progress, in which case the page polls until it is done. Pure. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';

/** A requested refund, or a captured payment of a cancelled order, which is refunded automatically. */
export const isRefundInProgress = ({
  status,
  payment,
  refunds,
}: Pick<AdminOrder, 'status' | 'payment' | 'refunds'>): boolean =>
  refunds.some(({ status: state, restocking }) => state === 'REQUESTED' || restocking === 'REQUESTED') ||
  (status === 'CANCELLED' && (payment.status === 'CAPTURED' || payment.status === 'PARTIALLY_REFUNDED'));

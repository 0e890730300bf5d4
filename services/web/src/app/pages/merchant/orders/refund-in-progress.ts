/** Whether money of an order is on its way back, so that the page looks again until it has arrived. Pure. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';

/** Asked back and not answered; or still with the shop although the order was called off: then it goes back by itself. */
export const isRefundInProgress = ({
  status,
  payment,
  refunds,
}: Pick<AdminOrder, 'status' | 'payment' | 'refunds'>): boolean =>
  refunds.some(({ status: state, restocking }) => state === 'REQUESTED' || restocking === 'REQUESTED') ||
  (status === 'CANCELLED' && (payment.status === 'CAPTURED' || payment.status === 'PARTIALLY_REFUNDED'));

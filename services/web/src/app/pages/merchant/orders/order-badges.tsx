/** Status badges of an order and its payment. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { Badge, type Tone } from '../../../design/badge.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

const orderTones: Readonly<Record<AdminOrder['status'], Tone>> = {
  PENDING: 'plain',
  AWAITING_PAYMENT: 'plain',
  CONFIRMED: 'warn',
  SHIPPED: 'good',
  DELIVERED: 'good',
  CANCELLED: 'bad',
  REFUNDED: 'plain',
};
const paymentTones: Readonly<Record<AdminOrder['payment']['status'], Tone>> = {
  PENDING: 'plain',
  ACTION_REQUIRED: 'warn',
  AUTHORIZED: 'plain',
  CAPTURED: 'good',
  FAILED: 'bad',
  PARTIALLY_REFUNDED: 'warn',
  REFUNDED: 'plain',
};

export function OrderBadge({ status }: Pick<AdminOrder, 'status'>) {
  const { orders } = useMerchantMessages();
  return <Badge tone={orderTones[status]}>{orders.states[status]}</Badge>;
}

export function PaymentBadge({ payment: { status } }: Pick<AdminOrder, 'payment'>) {
  const { orders } = useMerchantMessages();
  return <Badge tone={paymentTones[status]}>{orders.payments[status]}</Badge>;
}

export function HeldBadge() {
  const { orders } = useMerchantMessages();
  return <Badge tone="warn">{orders.held}</Badge>;
}

export function StuckBadge() {
  const { orders } = useMerchantMessages();
  return <Badge tone="bad">{orders.stuck}</Badge>;
}

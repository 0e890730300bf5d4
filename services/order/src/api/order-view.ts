/** An order as its owner sees it, and as a merchant does. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { Address, type Order, Reason } from '@mambogo/contracts/api/orders.ts';
import type { PersonalData } from '@mambogo/service/personal-data.ts';
import { z } from 'zod';
import type { FoundOrder } from '../store/find-orders.ts';

/** What is personal of an order: it lies encrypted. `note`: why they cancelled it, in the customer's own words. */
export const Personal = z.object({ shippingAddress: Address, note: Reason.optional() });
export type Personal = z.infer<typeof Personal>;

/** What is shown once the key of a customer's data is gone. */
const forgotten: Personal = {
  shippingAddress: { name: '(erased)', line1: '(erased)', city: '(erased)', postalCode: '-', country: 'ZZ' },
};

export function toOrder(found: FoundOrder, personalData: PersonalData): Order {
  const { id, state, version, placedAt, updatedAt } = found;
  const { shippingAddress, note } = personalOf(found, personalData) ?? forgotten;
  return {
    id,
    number: state.number,
    status: state.status,
    items: [...state.lines],
    total: state.total,
    shippingAddress,
    payment: paymentView(state),
    ...(state.status === 'CANCELLED' ? { cancellation: { ...state.cancellation, note } } : {}),
    ...(state.shipment ? { shipment: state.shipment } : {}),
    refunded: state.refunded,
    refunds: [...state.refunds],
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    version,
  };
}

export const toAdminOrder = (found: FoundOrder, personalData: PersonalData): AdminOrder => ({
  ...toOrder(found, personalData),
  customerId: found.state.customerId,
  stuck: found.stuck,
  held: found.held,
  units: found.state.lines.reduce((sum, { quantity }) => sum + quantity, 0),
});

function paymentView({ payment, refunded }: FoundOrder['state']): Order['payment'] {
  const method = 'card';
  switch (payment.status) {
    case 'CAPTURED': {
      const { reference, amount } = payment;
      const back =
        refunded.amount === 0 ? 'CAPTURED' : refunded.amount < amount.amount ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
      return { status: back, method, reference };
    }
    case 'FAILED':
      return { status: 'FAILED', method, failure: payment.failure };
    case 'ACTION_REQUIRED':
      return { status: 'ACTION_REQUIRED', method, action: { url: payment.url, answerBefore: payment.answerBefore } };
    case 'VOIDED':
      return { status: 'FAILED', method, failure: payment.failure };
    case 'PENDING':
      return { status: 'PENDING', method };
  }
}

/** undefined: the customer was forgotten. */
export const personalOf = ({ personal, wrappedKey }: FoundOrder, personalData: PersonalData): Personal | undefined =>
  personal && wrappedKey ? Personal.parse(personalData.decrypt(wrappedKey, personal)) : undefined;

/** An order as its owner sees it. */
import { Address, type Order } from '@mambogo/contracts/api/orders.ts';
import type { PersonalData } from '@mambogo/service/personal-data.ts';
import { z } from 'zod';
import type { FoundOrder } from '../store/find-orders.ts';

const Personal = z.object({ shippingAddress: Address });
export type Personal = z.infer<typeof Personal>;

/** What is shown once the key of a customer's data is gone. */
const forgotten: Address = { name: '(erased)', line1: '(erased)', city: '(erased)', postalCode: '-', country: 'ZZ' };

export function toOrder(found: FoundOrder, personalData: PersonalData): Order {
  const { id, state, version, placedAt, updatedAt } = found;
  const { payment } = state;
  return {
    id,
    number: state.number,
    status: state.status,
    items: [...state.lines],
    total: state.total,
    shippingAddress: addressOf(found, personalData),
    payment: {
      status: payment.status,
      method: 'card',
      ...(payment.status === 'CAPTURED' ? { reference: payment.reference } : {}),
    },
    ...(state.status === 'CANCELLED' ? { cancellation: state.cancellation } : {}),
    refunded: state.refunded,
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    version,
  };
}

const addressOf = ({ personal, wrappedKey }: FoundOrder, personalData: PersonalData): Address =>
  personal && wrappedKey ? Personal.parse(personalData.decrypt(wrappedKey, personal)).shippingAddress : forgotten;

/** What an order list asks for, from its address and back. What makes no sense is left out. Pure. */
import { orderNumberPattern } from '@mambogo/contracts/api/order-number.ts';
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import { personId } from '../parts/person-id.ts';

export interface OrderSearch {
  readonly number?: string;
  readonly customer?: string;
  readonly status?: OrderStatus;
  readonly stuck?: true;
  readonly held?: true;
}

export const statuses: readonly OrderStatus[] = [
  'PENDING',
  'AWAITING_PAYMENT',
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'REFUNDED',
];

export function readOrderSearch(address: URLSearchParams): OrderSearch {
  return {
    number: orderNumber(address.get('number') ?? ''),
    customer: personId(address.get('customer') ?? ''),
    status: statuses.find((status) => status === address.get('status')),
    stuck: address.get('stuck') === 'yes' ? true : undefined,
    held: address.get('held') === 'yes' ? true : undefined,
  };
}

/**
 * As people type or say it: with or without its M, in any case, in groups, with O for 0 and I or L for 1. `7k3q-w9xb` is
 * M7K3QW9XB; `1042`, of an earlier release, is M1042.
 */
export function orderNumber(typed: string): string | undefined {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return [plain, `M${plain}`].find((number) => orderNumberPattern.test(number));
}

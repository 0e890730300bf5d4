/** What an order list asks for, from its address and back. What makes no sense is left out. Pure. */
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';

export interface OrderSearch {
  readonly number?: string;
  readonly customer?: string;
  readonly status?: OrderStatus;
  readonly stuck?: true;
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
    customer: customerId(address.get('customer') ?? ''),
    status: statuses.find((status) => status === address.get('status')),
    stuck: address.get('stuck') === 'yes' ? true : undefined,
  };
}

/** With or without its M, in any case: `1042` and `m1042` are M1042. */
export function orderNumber(typed: string): string | undefined {
  const digits = /^\s*m?(\d{1,15})\s*$/i.exec(typed)?.[1];
  return digits && `M${digits}`;
}

export const customerId = (typed: string): string | undefined =>
  /^\s*([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\s*$/i.exec(typed)?.[1]?.toLowerCase();

/**
 * An order as its events have made it: the fold that order_summary keeps.
 *
 * PENDING (placed) -> AWAITING_PAYMENT (stock reserved) -> CONFIRMED (captured) -> SHIPPED -> DELIVERED
 * PENDING, AWAITING_PAYMENT, CONFIRMED -> CANCELLED, for good. CONFIRMED and beyond -> REFUNDED, paid back in full.
 * A later fact stands for the earlier ones it implies: a capture confirms a PENDING order too.
 *
 * Stock and payment have lives of their own, which go on after the order has ended: they tell whether stock and money
 * have answered its outcome.
 */
import type { Cancellation, OrderLine, OrderStatus } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payments.ts';
import type { CustomerId, PaymentId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';

/** NONE: inventory has not answered yet. */
export type StockState = 'NONE' | 'RESERVED' | 'REJECTED' | 'COMMITTED' | 'RELEASED';

/** `attempt`: the latest one, from 1. */
export type PaymentState =
  | { readonly status: 'PENDING'; readonly attempt: number }
  | { readonly status: 'FAILED'; readonly attempt: number; readonly failure: PaymentFailure }
  | {
      readonly status: 'CAPTURED';
      readonly attempt: number;
      readonly paymentId: PaymentId;
      readonly amount: Money;
      readonly reference: string;
    };

interface Purchase {
  readonly number: string;
  readonly customerId: CustomerId;
  readonly cartVersion: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  readonly payBefore: string;
  readonly stock: StockState;
  readonly payment: PaymentState;
  readonly refunded: Money;
}

export type OrderState = Purchase &
  (
    | { readonly status: Exclude<OrderStatus, 'CANCELLED'> }
    | { readonly status: 'CANCELLED'; readonly cancellation: Cancellation }
  );

/** Its outcome is still open: neither confirmed nor cancelled. */
export const isOpen = ({ status }: OrderState): boolean => status === 'PENDING' || status === 'AWAITING_PAYMENT';

/** Nothing the shopper waits for will happen any more: a live stream of it ends. */
export const isFinal = (status: OrderStatus): boolean =>
  status === 'DELIVERED' || status === 'CANCELLED' || status === 'REFUNDED';

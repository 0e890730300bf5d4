/**
 * What can have happened to an order, as its log (order_event) keeps it: append-only, so names and fields here are for
 * good and only ever grow. No name, address or payment token is in them: what is personal lies encrypted beside them.
 */
import type { Cancellation, OrderLine } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payments.ts';
import type { Shortage, StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { CustomerId, PaymentId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';

interface EventData {
  /** The cart as bought. Attempt 1 of the payment begins with it. */
  readonly placed: {
    readonly number: string;
    readonly customerId: CustomerId;
    readonly cartVersion: string;
    readonly lines: readonly OrderLine[];
    readonly total: Money;
    readonly paymentMethod: 'card';
    /** ISO 8601; unpaid by then, the order ends. */
    readonly payBefore: string;
  };
  readonly 'stock-reserved': { readonly lines: readonly StockLine[]; readonly expiresAt: string };
  readonly 'stock-rejected': { readonly shortages: readonly Shortage[] };
  /** What the order held is back in sale; no lines: it held nothing. */
  readonly 'stock-released': { readonly lines: readonly StockLine[] };
  readonly 'stock-committed': { readonly lines: readonly StockLine[] };
  readonly 'payment-captured': {
    readonly attempt: number;
    readonly paymentId: PaymentId;
    readonly amount: Money;
    readonly reference: string;
  };
  readonly 'payment-failed': { readonly attempt: number } & PaymentFailure;
  readonly confirmed: { readonly paymentReference: string };
  readonly cancelled: Cancellation;
}

export type OrderEventType = keyof EventData;
export type OrderEvent = {
  readonly [T in OrderEventType]: { readonly type: T; readonly data: EventData[T] };
}[OrderEventType];
export type EventOf<T extends OrderEventType> = Extract<OrderEvent, { type: T }>;

/**
 * What can have happened to an order, as its log (order_event) keeps it: append-only, so names and fields here are for
 * good and only ever grow. No name, address or payment token is in them: what is personal lies encrypted beside them.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { Shipment } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { Shortage, StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';

export interface RefundData {
  readonly refundId: RefundId;
  readonly amount: Money;
  /** Why money goes back; of a refused refund, why it does not. */
  readonly reason: string;
}

interface EventData {
  /** The cart as bought. Attempt 1 of the payment begins with it. */
  readonly placed: {
    readonly number: string;
    readonly customerId: CustomerId;
    readonly cartVersion: string;
    readonly lines: readonly BoughtLine[];
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
  /** Inventory asked whether the reservation is still wanted; logged where that told something or ended the order. */
  readonly 'reservation-expired': { readonly lines: readonly StockLine[] };
  /** The shopper tries another card. */
  readonly 'payment-requested': { readonly attempt: number };
  readonly 'payment-action-required': {
    readonly attempt: number;
    readonly url: string;
    /** ISO 8601; unanswered by then, the order ends. Absent in logs of earlier releases. */
    readonly answerBefore?: string;
  };
  readonly 'payment-captured': {
    readonly attempt: number;
    readonly paymentId: PaymentId;
    readonly amount: Money;
    readonly reference: string;
  };
  readonly 'payment-failed': { readonly attempt: number } & PaymentFailure;
  /** Payment's answer to a cancellation: nothing is held, and nothing is under way. */
  readonly 'payment-voided': Readonly<Record<string, never>>;
  readonly 'payment-refunded': RefundData;
  readonly 'payment-refund-failed': RefundData;
  /** `goods`: what becomes of which pieces; absent where it is about money alone, and in logs of earlier releases. */
  readonly 'refund-requested': RefundData & { readonly goods?: readonly RefundedGoods[] };
  /** The goods that a refund puts back into sale are there. */
  readonly 'stock-returned': { readonly refundId: RefundId; readonly lines: readonly StockLine[] };
  readonly confirmed: { readonly paymentReference: string };
  readonly shipped: Shipment;
  readonly delivered: Readonly<Record<string, never>>;
  readonly cancelled: Cancellation;
}

export type OrderEventType = keyof EventData;
export type OrderEvent = {
  readonly [T in OrderEventType]: { readonly type: T; readonly data: EventData[T] };
}[OrderEventType];
export type EventOf<T extends OrderEventType> = Extract<OrderEvent, { type: T }>;

/**
 * The events of an order as stored in its log (order_event). The log is append-only: names and fields here never change, they are
 * only added to. Events contain no name, address or payment token; personal data is stored encrypted beside them.
 */
import type { Cancellation } from '@mambogo/contracts/api/cancellation.ts';
import type { Shipment } from '@mambogo/contracts/api/orders.ts';
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { PriceQuote } from '@mambogo/contracts/api/price-quote.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { Shortage, StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { BoughtLine } from '@mambogo/contracts/events/order-events.ts';
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { WithoutPersonal } from '@mambogo/contracts/personal.ts';

export interface RefundData {
  readonly refundId: RefundId;
  readonly amount: Money;
  /** Why the money is refunded; for a failed refund, why it failed. */
  readonly reason: string;
}

interface EventData {
  /** The cart as bought. Starts payment attempt 1. */
  readonly placed: {
    readonly number: string;
    readonly customerId: CustomerId;
    readonly cartVersion: string;
    readonly lines: readonly BoughtLine[];
    readonly total: Money;
    /** What makes up the total; absent in logs of earlier releases. */
    readonly quote?: PriceQuote;
    readonly paymentMethod: 'card';
    /** ISO 8601; an order that is unpaid by then is cancelled. */
    readonly payBefore: string;
  };
  readonly 'stock-reserved': { readonly lines: readonly StockLine[]; readonly expiresAt: string };
  readonly 'stock-rejected': { readonly shortages: readonly Shortage[] };
  /** The reserved stock is available again; no lines if none was reserved. */
  readonly 'stock-released': { readonly lines: readonly StockLine[] };
  readonly 'stock-committed': { readonly lines: readonly StockLine[] };
  /** Inventory asked whether the reservation is still needed; logged only if that was news to the order or ended it. */
  readonly 'reservation-expired': { readonly lines: readonly StockLine[] };
  /** The shopper tries another card. */
  readonly 'payment-requested': { readonly attempt: number };
  readonly 'payment-action-required': {
    readonly attempt: number;
    readonly url: string;
    /** ISO 8601; the order is cancelled if the shopper has not responded by then. Absent in logs of earlier releases. */
    readonly answerBefore?: string;
  };
  readonly 'payment-captured': {
    readonly attempt: number;
    readonly paymentId: PaymentId;
    readonly amount: Money;
    readonly reference: string;
  };
  readonly 'payment-failed': { readonly attempt: number } & PaymentFailure;
  /** Payment's response to a cancellation: no money is held and no attempt is in progress. */
  readonly 'payment-voided': Readonly<Record<string, never>>;
  readonly 'payment-refunded': RefundData;
  readonly 'payment-refund-failed': RefundData;
  /** `goods`: the refunded units and whether to restock them; absent for money-only refunds and in logs of earlier releases. */
  readonly 'refund-requested': RefundData & { readonly goods?: readonly RefundedGoods[] };
  /** The goods of a refund have been restocked. */
  readonly 'stock-returned': { readonly refundId: RefundId; readonly lines: readonly StockLine[] };
  readonly confirmed: { readonly paymentReference: string };
  readonly shipped: Shipment;
  readonly delivered: Readonly<Record<string, never>>;
  readonly cancelled: Cancellation;
}

export type OrderEventType = keyof EventData;
export type OrderEvent = {
  readonly [T in OrderEventType]: { readonly type: T; readonly data: WithoutPersonal<EventData[T]> };
}[OrderEventType];
export type EventOf<T extends OrderEventType> = Extract<OrderEvent, { type: T }>;

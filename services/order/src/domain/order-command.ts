/**
 * What is asked of an order, or told to it: by the shopper and the merchant, by facts of inventory and payment, and by the
 * clock (`close-payment-window`, `remind`). Payment tokens are in commands only: no log keeps them.
 */
import type { Shipment } from '@mambogo/contracts/api/orders.ts';
import type { RefundedGoods } from '@mambogo/contracts/api/refunded-goods.ts';
import type { StockLine } from '@mambogo/contracts/events/inventory-events.ts';
import type { PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { EventOf, OrderEventType, RefundData } from './order-event.ts';

type EventCommandOf<T extends OrderEventType> = { readonly type: T; readonly data: EventOf<T>['data'] };

export type EventCommand =
  | EventCommandOf<'stock-reserved'>
  | EventCommandOf<'stock-rejected'>
  | EventCommandOf<'stock-released'>
  | EventCommandOf<'stock-committed'>
  | EventCommandOf<'stock-returned'>
  | { readonly type: 'reservation-expired'; readonly data: { readonly lines: readonly StockLine[] } }
  | {
      readonly type: 'payment-action-required';
      readonly data: { readonly attempt?: number; readonly url: string; readonly answerBefore?: string };
    }
  | EventCommandOf<'payment-captured'>
  | EventCommandOf<'payment-failed'>
  | EventCommandOf<'payment-voided'>
  /** `paymentId`: whose money it is. */
  | { readonly type: 'payment-refunded'; readonly data: RefundData & { readonly paymentId?: PaymentId } }
  | EventCommandOf<'payment-refund-failed'>;

export type OrderAction =
  | { readonly type: 'pay'; readonly token: string }
  /** Why, in anybody's own words, lies encrypted beside the log, not in it. */
  | { readonly type: 'cancel'; readonly by: 'customer' | 'merchant' }
  | { readonly type: 'ship'; readonly shipment: Shipment }
  | { readonly type: 'deliver' }
  /** `amount`: default the price of the goods, or all that is left. */
  | {
      readonly type: 'refund';
      readonly refundId: RefundId;
      readonly amount?: Money;
      readonly goods?: readonly RefundedGoods[];
    };

export type OrderCommand =
  | { readonly type: 'place'; readonly data: EventOf<'placed'>['data']; readonly token: string }
  | EventCommand
  | OrderAction
  /** t2: it is past its payBefore. */
  | { readonly type: 'close-payment-window' }
  /** t3: its outcome, or a refund it asked for, was not answered in time. */
  | { readonly type: 'remind' };

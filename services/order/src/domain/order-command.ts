/**
 * Commands to an order: actions of the shopper and the merchant, events of inventory and payment, and timers
 * (`close-payment-window`, `remind`). Payment tokens are in commands only and never stored in the log.
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
  /** `paymentId`: the payment that is refunded. */
  | { readonly type: 'payment-refunded'; readonly data: RefundData & { readonly paymentId?: PaymentId } }
  | EventCommandOf<'payment-refund-failed'>;

export type OrderAction =
  | { readonly type: 'pay'; readonly token: string }
  /** A free-text reason is stored encrypted outside the event data. */
  | { readonly type: 'cancel'; readonly by: 'customer' | 'merchant' }
  | { readonly type: 'ship'; readonly shipment: Shipment }
  | { readonly type: 'deliver' }
  /** `amount`: defaults to the price of the goods, or without goods to the remaining amount. */
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
  /** Timer t2: the order is past its payBefore. */
  | { readonly type: 'close-payment-window' }
  /** Timer t3: the outcome or a requested refund was not acknowledged in time. */
  | { readonly type: 'remind' };

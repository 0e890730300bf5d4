/** What is asked of an order, or told to it: `place` by the shopper, the rest by facts of inventory and payment. */
import type { EventOf, OrderEventType } from './order-event.ts';

type Told<T extends OrderEventType> = { readonly type: T; readonly data: EventOf<T>['data'] };

export type OrderCommand =
  | { readonly type: 'place'; readonly data: EventOf<'placed'>['data'] }
  | Told<'stock-reserved'>
  | Told<'stock-rejected'>
  | Told<'stock-released'>
  | Told<'stock-committed'>
  | Told<'payment-captured'>
  | Told<'payment-failed'>;

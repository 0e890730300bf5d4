/** What can happen to an order's payment: the entries of its log (payment_event). Amounts in `Money`. */
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';

export type PaymentEvent =
  | { readonly type: 'requested'; readonly customerId: CustomerId; readonly total: Money; readonly token: string }
  | { readonly type: 'stock-reserved' }
  | { readonly type: 'order-cancelled' }
  | AttemptEvent
  | RefundEvent;

export type AttemptEvent =
  | {
      readonly type: 'attempt-started';
      readonly attempt: number;
      readonly paymentId: PaymentId;
      /** Absent of one whose charge was found at the provider. */
      readonly token?: string;
    }
  | { readonly type: 'pending'; readonly attempt: number; readonly reference: string }
  | { readonly type: 'action-required'; readonly attempt: number; readonly reference: string; readonly url: string }
  /** `surplus`: it only goes back, because another attempt was captured before, or because something else was `taken` than asked. */
  | {
      readonly type: 'captured';
      readonly attempt: number;
      readonly reference: string;
      readonly surplus: boolean;
      /** There where it is not what was asked. */
      readonly taken?: Money;
    }
  | {
      readonly type: 'failed';
      readonly attempt: number;
      readonly failure: PaymentFailure;
      readonly reference?: string;
    }
  | { readonly type: 'voided'; readonly attempt: number };

export type RefundEvent =
  | {
      readonly type: 'refund-requested';
      readonly refundId: RefundId;
      readonly attempt: number;
      readonly amount: Money;
      readonly reason: string;
    }
  | { readonly type: 'refunded'; readonly refundId: RefundId }
  | { readonly type: 'refund-failed'; readonly refundId: RefundId; readonly why: string };

/** An event's data as it is logged: without the token, which no log may keep. */
export function loggedData(event: PaymentEvent): Record<string, unknown> {
  const { type: _type, ...data } = event;
  if (!('token' in data)) return data;
  const { token: _token, ...rest } = data;
  return rest;
}

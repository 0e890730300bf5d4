/** The events of an order's payment, stored in the append-only table payment_event. Amounts are `Money`. */
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
      /** Absent if the charge was adopted from the provider's list. */
      readonly token?: string;
    }
  | { readonly type: 'pending'; readonly attempt: number; readonly reference: string }
  | { readonly type: 'action-required'; readonly attempt: number; readonly reference: string; readonly url: string }
  /** `surplus`: refunded, because another attempt was captured before or the amount `taken` differs from the one requested. */
  | {
      readonly type: 'captured';
      readonly attempt: number;
      readonly reference: string;
      readonly surplus: boolean;
      /** Set only if it differs from the amount requested. */
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

/** An event's data as stored: without the token, which must not be kept. */
export function loggedData(event: PaymentEvent): Record<string, unknown> {
  const { type: _type, ...data } = event;
  if (!('token' in data)) return data;
  const { token: _token, ...rest } = data;
  return rest;
}

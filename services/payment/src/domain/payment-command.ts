/**
 * Commands to an order's payment: from events of other services and from results of the provider. A command that may start
 * an attempt or a refund carries the id for it. Tokens are the provider's references to cards and are never logged.
 */
import type { CustomerId, OrderId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { ChargeResult, MadeRefund, RefundResult } from './payment-provider.ts';

/** The provider's result for an attempt; `not-found`: it has no such charge, and no request is still in flight. */
export type AttemptResult = ChargeResult | { readonly type: 'not-found' };

/** A charge from the provider's list whose attempt is unknown here. */
export interface FoundCharge {
  /** Id for the new attempt. */
  readonly paymentId: PaymentId;
  /** Refunds of it at the provider. */
  readonly refunds: readonly MadeRefund[];
  /** Id for the refund of the rest, if one of `refunds` already uses the command's `refundId`. */
  readonly nextRefundId: RefundId;
}

export type PaymentCommand =
  | {
      readonly type: 'place';
      readonly customerId: CustomerId;
      readonly total: Money;
      readonly token: string;
      readonly paymentId: PaymentId;
    }
  | { readonly type: 'reserve'; readonly paymentId: PaymentId }
  | { readonly type: 'request'; readonly attempt: number; readonly token: string; readonly paymentId: PaymentId }
  /** Repeated until acknowledged: payment.voided, or payment.refunded of the full capture. `refundId`: for a second refund. */
  | { readonly type: 'cancel'; readonly orderId: OrderId; readonly refundId: RefundId }
  /** Repeated until acknowledged: payment.refunded or payment.refund-failed of this id. */
  | { readonly type: 'refund'; readonly refundId: RefundId; readonly amount: Money; readonly reason: string }
  | {
      readonly type: 'attempt-result';
      readonly attempt: number;
      readonly answer: AttemptResult;
      readonly refundId: RefundId;
      readonly found?: FoundCharge;
    }
  | {
      readonly type: 'refund-result';
      readonly refundId: RefundId;
      readonly answer: RefundResult;
      /** Id of the replacement refund, if this one must not stay rejected. */
      readonly nextRefundId: RefundId;
    };

export type CommandOf<T extends PaymentCommand['type']> = Extract<PaymentCommand, { type: T }>;

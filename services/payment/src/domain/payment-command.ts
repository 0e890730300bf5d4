/**
 * What is asked of an order's payment, by events of others, and told to it, by the provider. Commands that may start
 * something carry the id it would get. Tokens are the provider's references to cards: no log keeps them.
 */
import type { CustomerId, OrderId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import type { ChargeResult, MadeRefund, RefundResult } from './payment-provider.ts';

/** What the provider said of an attempt; `not-found`: it has no such charge, and nothing sent to it is still on its way. */
export type AttemptResult = ChargeResult | { readonly type: 'not-found' };

/** Of an attempt that the provider lists and that is not known here. */
export interface FoundCharge {
  /** The one it gets. */
  readonly paymentId: PaymentId;
  /** What the provider gave back of it. */
  readonly refunds: readonly MadeRefund[];
  /** Of what is still to go back, should these have taken the id that it has else. */
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
  /** Said again until it is answered: payment.voided, or payment.refunded of all that was captured. `refundId`: should the first be refused. */
  | { readonly type: 'cancel'; readonly orderId: OrderId; readonly refundId: RefundId }
  /** Said again until it is answered: payment.refunded or payment.refund-failed of this id. */
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
      /** Of the refund that takes its place, where it must not stay refused. */
      readonly nextRefundId: RefundId;
    };

export type CommandOf<T extends PaymentCommand['type']> = Extract<PaymentCommand, { type: T }>;

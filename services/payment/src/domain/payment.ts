/**
 * An order's payment: what is known of the order, its payment attempts and its refunds. Pure. Never deleted, so that
 * duplicate, late and out-of-order events can be handled from its state.
 *
 * An attempt: STARTED -> CAPTURED | FAILED | ACTION_REQUIRED | VOIDED;  ACTION_REQUIRED -> CAPTURED | FAILED | VOIDED
 *   FAILED, VOIDED -> CAPTURED (a late capture: kept if the order is not cancelled and nothing else was captured, otherwise
 *   refunded; a capture of a different amount than requested is always refunded)
 * A refund: REQUESTED -> DONE | FAILED (rejected; immediately if it exceeds what is left)
 */
import type { PaymentFailure } from '@mambogo/contracts/api/payment-state.ts';
import type { CustomerId, PaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import type { Money } from '@mambogo/contracts/money.ts';
import { failureOf } from './failure.ts';
import type { PaymentEvent } from './payment-event.ts';

export type AttemptState = 'STARTED' | 'CAPTURED' | 'FAILED' | 'ACTION_REQUIRED' | 'VOIDED';

export interface Attempt {
  /** 1, 2, 3 ... */
  readonly attempt: number;
  readonly paymentId: PaymentId;
  readonly state: AttemptState;
  /** The provider's reference to the card; removed once the attempt has ended. */
  readonly token?: string;
  /** The provider's id for the charge, once known. */
  readonly reference?: string;
  readonly surplus: boolean;
  /** The amount captured, if it differs from the one requested. */
  readonly taken?: Money;
  readonly failure?: PaymentFailure;
  /** Page the customer must visit, while ACTION_REQUIRED. */
  readonly actionUrl?: string;
}

export interface Refund {
  readonly refundId: RefundId;
  readonly attempt: number;
  readonly amount: Money;
  readonly reason: string;
  readonly state: 'REQUESTED' | 'DONE' | 'FAILED';
  /** Reason, if FAILED. */
  readonly why?: string;
}

/** The payment the order requests; set once the order is placed. */
export interface PaymentRequest {
  readonly customerId: CustomerId;
  readonly total: Money;
  /** The card of the first attempt. */
  readonly token?: string;
}

export interface Payment {
  readonly request?: PaymentRequest;
  readonly reserved: boolean;
  /** The order was cancelled: nothing more is charged, and captures are refunded. */
  readonly ended: boolean;
  readonly attempts: readonly Attempt[];
  readonly refunds: readonly Refund[];
}

export const noPayment: Payment = { reserved: false, ended: false, attempts: [], refunds: [] };

export const isOpen = ({ state }: Pick<Attempt, 'state'>): boolean =>
  state === 'STARTED' || state === 'ACTION_REQUIRED';

/** The attempt whose capture pays for the order. */
export const capturedAttempt = ({ attempts }: Payment): Attempt | undefined =>
  attempts.find(({ state, surplus }) => state === 'CAPTURED' && !surplus);

/** No money is held or in flight: nothing was captured, and no attempt is open. */
export const hasNoMoney = (payment: Payment): boolean => !capturedAttempt(payment) && !payment.attempts.some(isOpen);

/** Minor units refunded of a captured attempt. */
export const refundedAmount = ({ refunds }: Payment, { attempt }: Attempt): number => sumOf(refunds, attempt, 'DONE');

/** Minor units of an attempt's refunds in the given states. */
export const sumOf = (refunds: readonly Refund[], attempt: number, ...states: readonly Refund['state'][]): number =>
  refunds
    .filter((refund) => refund.attempt === attempt && states.includes(refund.state))
    .reduce((sum, { amount }) => sum + amount.amount, 0);

export function evolve(payment: Payment, event: PaymentEvent): Payment {
  switch (event.type) {
    case 'requested': {
      const { customerId, total, token } = event;
      return { ...payment, request: { customerId, total, token: payment.ended ? undefined : token } };
    }
    case 'stock-reserved':
      return { ...payment, reserved: true };
    case 'order-cancelled':
      return { ...payment, ended: true, request: payment.request && { ...payment.request, token: undefined } };
    case 'attempt-started': {
      const { attempt, paymentId, token } = event;
      const started: Attempt = { attempt, paymentId, token, state: 'STARTED', surplus: false };
      const request = payment.request && { ...payment.request, token: undefined };
      const attempts = [...payment.attempts, started].sort((a, b) => a.attempt - b.attempt);
      return { ...payment, request, attempts };
    }
    case 'pending':
      return changeAttempt(payment, event.attempt, { reference: event.reference });
    case 'action-required':
      return changeAttempt(payment, event.attempt, {
        state: 'ACTION_REQUIRED',
        reference: event.reference,
        actionUrl: event.url,
      });
    case 'captured':
      return changeAttempt(payment, event.attempt, {
        ...closed,
        state: 'CAPTURED',
        reference: event.reference,
        surplus: event.surplus,
        taken: event.taken,
        failure: event.taken && failureOf('wrong_amount'),
      });
    case 'failed':
      return changeAttempt(payment, event.attempt, {
        ...closed,
        state: 'FAILED',
        failure: event.failure,
        ...(event.reference ? { reference: event.reference } : {}),
      });
    case 'voided':
      return changeAttempt(payment, event.attempt, { ...closed, state: 'VOIDED' });
    case 'refund-requested': {
      const { refundId, attempt, amount, reason } = event;
      return { ...payment, refunds: [...payment.refunds, { refundId, attempt, amount, reason, state: 'REQUESTED' }] };
    }
    case 'refunded':
      return changeRefund(payment, event.refundId, { state: 'DONE' });
    case 'refund-failed':
      return changeRefund(payment, event.refundId, { state: 'FAILED', why: event.why });
  }
}

const closed = { token: undefined, actionUrl: undefined } as const;

const changeAttempt = (payment: Payment, attempt: number, to: Partial<Attempt>): Payment => ({
  ...payment,
  attempts: payment.attempts.map((one) => (one.attempt === attempt ? { ...one, ...to } : one)),
});

const changeRefund = (payment: Payment, refundId: RefundId, to: Pick<Refund, 'state' | 'why'>): Payment => ({
  ...payment,
  refunds: payment.refunds.map((one) => (one.refundId === refundId ? { ...one, ...to } : one)),
});

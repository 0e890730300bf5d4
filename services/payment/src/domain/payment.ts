/**
 * An order's payment: what is known of the order, its attempts to take money, its refunds. Pure; kept for good, so that
 * whatever comes twice, late or before its cause is answered from it.
 *
 * An attempt: STARTED -> CAPTURED | FAILED | ACTION_REQUIRED | VOIDED;  ACTION_REQUIRED -> CAPTURED | FAILED | VOIDED
 *   FAILED, VOIDED -> CAPTURED (the provider has the money after all: kept if the order still wants it and nothing else
 *   was captured, else it goes back; what is not the amount that was asked always goes back)
 * A refund: REQUESTED -> DONE | FAILED (refused; at once, when more is asked back than is left)
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
  /** The provider's reference to the card; forgotten once the attempt is over. */
  readonly token?: string;
  /** The provider's id of the charge, once it has named one. */
  readonly reference?: string;
  readonly surplus: boolean;
  /** What the provider took, where that is not what was asked. */
  readonly taken?: Money;
  readonly failure?: PaymentFailure;
  /** Where the shopper must go, while ACTION_REQUIRED. */
  readonly actionUrl?: string;
}

export interface Refund {
  readonly refundId: RefundId;
  readonly attempt: number;
  readonly amount: Money;
  readonly reason: string;
  readonly state: 'REQUESTED' | 'DONE' | 'FAILED';
  /** Of a FAILED one, why. */
  readonly why?: string;
}

/** What the order asks for; there once it was placed. */
export interface PaymentRequest {
  readonly customerId: CustomerId;
  readonly total: Money;
  /** The card of the first attempt. */
  readonly token?: string;
}

export interface Payment {
  readonly request?: PaymentRequest;
  readonly reserved: boolean;
  /** The order was cancelled: nothing is charged any more, and what was captured goes back. */
  readonly ended: boolean;
  readonly attempts: readonly Attempt[];
  readonly refunds: readonly Refund[];
}

export const noPayment: Payment = { reserved: false, ended: false, attempts: [], refunds: [] };

export const isOpen = ({ state }: Pick<Attempt, 'state'>): boolean =>
  state === 'STARTED' || state === 'ACTION_REQUIRED';

/** The one attempt whose money is the order's. */
export const capturedAttempt = ({ attempts }: Payment): Attempt | undefined =>
  attempts.find(({ state, surplus }) => state === 'CAPTURED' && !surplus);

/** No money is held and none is on its way: nothing was captured, and no attempt is under way. */
export const hasNoMoney = (payment: Payment): boolean => !capturedAttempt(payment) && !payment.attempts.some(isOpen);

/** Minor units of a captured attempt that went back. */
export const refundedAmount = ({ refunds }: Payment, { attempt }: Attempt): number => sumOf(refunds, attempt, 'DONE');

/** Minor units of an attempt's refunds in these states. */
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
      return change(payment, event.attempt, { reference: event.reference });
    case 'action-required':
      return change(payment, event.attempt, {
        state: 'ACTION_REQUIRED',
        reference: event.reference,
        actionUrl: event.url,
      });
    case 'captured':
      return change(payment, event.attempt, {
        ...over,
        state: 'CAPTURED',
        reference: event.reference,
        surplus: event.surplus,
        taken: event.taken,
        failure: event.taken && failureOf('wrong_amount'),
      });
    case 'failed':
      return change(payment, event.attempt, {
        ...over,
        state: 'FAILED',
        failure: event.failure,
        ...(event.reference ? { reference: event.reference } : {}),
      });
    case 'voided':
      return change(payment, event.attempt, { ...over, state: 'VOIDED' });
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

const over = { token: undefined, actionUrl: undefined } as const;

const change = (payment: Payment, attempt: number, to: Partial<Attempt>): Payment => ({
  ...payment,
  attempts: payment.attempts.map((one) => (one.attempt === attempt ? { ...one, ...to } : one)),
});

const changeRefund = (payment: Payment, refundId: RefundId, to: Pick<Refund, 'state' | 'why'>): Payment => ({
  ...payment,
  refunds: payment.refunds.map((one) => (one.refundId === refundId ? { ...one, ...to } : one)),
});

/** Summary of a payment: shown to the customer and compared by the invariants. Pure. */
import type { PaymentFailure, PaymentStatus } from '@mambogo/contracts/api/payment-state.ts';
import { failureOf } from './failure.ts';
import { capturedAttempt, isOpen, type Payment, refundedAmount } from './payment.ts';

export interface PaymentSummary {
  readonly status: PaymentStatus;
  /** Minor units of the order's one capture. Surplus captures and their refunds are in neither figure. */
  readonly captured: number;
  readonly refunded: number;
  readonly failure?: PaymentFailure;
}

export function summarise(payment: Payment): PaymentSummary {
  const paid = capturedAttempt(payment);
  if (paid) {
    const captured = payment.request?.total.amount ?? 0;
    const refunded = refundedAmount(payment, paid);
    const status = refunded === 0 ? 'CAPTURED' : refunded < captured ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
    return { status, captured, refunded };
  }
  return { ...unpaid(payment), captured: 0, refunded: 0 };
}

function unpaid({ attempts, ended }: Payment): Pick<PaymentSummary, 'status' | 'failure'> {
  const latest = attempts.at(-1);
  if (latest?.state === 'ACTION_REQUIRED') return { status: 'ACTION_REQUIRED' };
  if (latest?.failure) return { status: 'FAILED', failure: latest.failure };
  if (ended && !(latest && isOpen(latest))) return { status: 'FAILED', failure: failureOf('order_cancelled') };
  return { status: 'PENDING' };
}

/** Commands to a payment, and what becomes of it, for tests of the domain. */
import { CustomerId, newId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { decide, type PaymentCommand } from '../domain/decide.ts';
import { evolve, noPayment, type Payment } from '../domain/payment.ts';
import type { PaymentEvent } from '../domain/payment-event.ts';

export const total = { amount: 4_200, currency: 'USD' };
export const customerId = CustomerId.parse(newId());
export const refundId = () => RefundId.parse(newId());

export const place = (): PaymentCommand => ({
  type: 'place',
  customerId,
  total,
  token: 'tok_ok',
  paymentId: newPaymentId(),
});
export const reserve = (): PaymentCommand => ({ type: 'reserve', paymentId: newPaymentId() });
export const cancel = (): PaymentCommand => ({ type: 'cancel', refundId: refundId() });
export const request = (attempt: number): PaymentCommand => ({
  type: 'request',
  attempt,
  token: 'tok_ok',
  paymentId: newPaymentId(),
});
export const answer = (
  attempt: number,
  given: Extract<PaymentCommand, { type: 'answer-attempt' }>['answer'],
): PaymentCommand => ({ type: 'answer-attempt', attempt, answer: given, refundId: refundId() });
export const captured = { type: 'captured', reference: 'ch_1' } as const;
export const failed = (code: string) => ({ type: 'failed', code }) as const;

export function after(...commands: PaymentCommand[]): { payment: Payment; events: PaymentEvent[] } {
  let payment = noPayment;
  const events: PaymentEvent[] = [];
  for (const command of commands) {
    for (const event of decide(payment, command).events) {
      payment = evolve(payment, event);
      events.push(event);
    }
  }
  return { payment, events };
}

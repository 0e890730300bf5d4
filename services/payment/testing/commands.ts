/** Commands to a payment, their results and integration events, for domain tests. */
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import { newId, newOrderId, newPaymentId, RefundId } from '@mambogo/contracts/ids.ts';
import { decide } from '../src/domain/decide.ts';
import { integrationEventsFor } from '../src/domain/integration-events.ts';
import { evolve, noPayment, type Payment } from '../src/domain/payment.ts';
import type { CommandOf, PaymentCommand } from '../src/domain/payment-command.ts';
import type { PaymentEvent } from '../src/domain/payment-event.ts';
import { customerId, total } from './order-data.ts';

export const refundId = () => RefundId.parse(newId());
const cancelled = newOrderId();

export const place = (): PaymentCommand => ({
  type: 'place',
  customerId,
  total,
  token: 'tok_ok',
  paymentId: newPaymentId(),
});
export const reserve = (): PaymentCommand => ({ type: 'reserve', paymentId: newPaymentId() });
export const cancel = (): PaymentCommand => ({ type: 'cancel', orderId: cancelled, refundId: refundId() });
export const request = (attempt: number): PaymentCommand => ({
  type: 'request',
  attempt,
  token: 'tok_ok',
  paymentId: newPaymentId(),
});
export const refund = (amount: number, id = refundId()): CommandOf<'refund'> => ({
  type: 'refund',
  refundId: id,
  amount: { ...total, amount },
  reason: 'a chip',
});
export const result = (attempt: number, given: CommandOf<'attempt-result'>['answer']): PaymentCommand => ({
  type: 'attempt-result',
  attempt,
  answer: given,
  refundId: refundId(),
});
export const captured = { type: 'captured', reference: 'ch_1', taken: total } as const;
export const failed = (code: string) => ({ type: 'failed', code }) as const;

/** The provider's result for the oldest requested refund. */
export function refundResult({ refunds }: Payment, done: boolean): CommandOf<'refund-result'> | undefined {
  const open = refunds.find(({ state }) => state === 'REQUESTED');
  const given = done ? ({ type: 'refunded' } as const) : ({ type: 'refused', reason: 'no' } as const);
  return open && { type: 'refund-result', refundId: open.refundId, answer: given, nextRefundId: refundId() };
}

/** A command, or a function of the payment that returns one. */
type Step = PaymentCommand | ((payment: Payment) => PaymentCommand | undefined);

export interface PaymentHistory {
  readonly payment: Payment;
  readonly events: readonly PaymentEvent[];
  /** The integration events, per command. */
  readonly emitted: readonly (readonly DomainEvent[])[];
}

export const refunded: Step = (payment) => refundResult(payment, true);
export const refused: Step = (payment) => refundResult(payment, false);

const orderId = newOrderId();

export function after(...steps: readonly Step[]): PaymentHistory {
  let payment = noPayment;
  const events: PaymentEvent[] = [];
  const emitted: (readonly DomainEvent[])[] = [];
  for (const step of steps) {
    const command = typeof step === 'function' ? step(payment) : step;
    if (!command) throw new Error('no refund is in state REQUESTED');
    const before = payment;
    const made = decide(before, command);
    payment = made.reduce(evolve, before);
    events.push(...made);
    emitted.push(integrationEventsFor(orderId, before, command, made, payment));
  }
  return { payment, events, emitted };
}

/** The names of the integration events of the last command. */
export const lastEvents = ({ emitted }: PaymentHistory): readonly string[] =>
  (emitted.at(-1) ?? []).map(({ event }) => event.name);

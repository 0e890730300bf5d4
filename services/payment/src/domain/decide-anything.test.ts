/** The rules of a payment hold whatever comes, in whatever order, however often. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answer, cancel, captured, failed, place, request, reserve } from '../testing/commands.ts';
import { decide, type PaymentCommand } from './decide.ts';
import { evolve, isOpen, noPayment, type Payment } from './payment.ts';
import type { PaymentEvent } from './payment-event.ts';
import { summarise } from './payment-summary.ts';

const anyCommand = fc.oneof(
  fc.constantFrom(place, reserve, cancel).map((make) => make()),
  fc.integer({ min: 2, max: 4 }).map(request),
  fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(
        captured,
        failed('insufficient_funds'),
        { type: 'pending', reference: 'ch_2' } as const,
        { type: 'action-required', reference: 'ch_3', url: 'https://bank.example/' } as const,
        { type: 'voided', reference: 'ch_4' } as const,
        { type: 'not-found' } as const,
      ),
    )
    .map(([attempt, given]) => answer(attempt, given)),
  fc.boolean().map((good) => ({ good })),
);

test('whatever comes in whatever order: one capture is kept, one attempt is open, and no more goes back than came', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
      let payment = noPayment;
      for (const given of commands) {
        const command = 'good' in given ? answerToSomeRefund(payment, given.good) : given;
        if (!command) continue;
        const attemptsBefore = payment.attempts.length;
        const wasEnded = payment.ended;
        payment = eventsOf(payment, command).reduce(evolve, payment);
        assert.ok(!wasEnded || payment.attempts.length === attemptsBefore, 'nothing starts after the end');
        checkRules(payment);
      }
    }),
    { numRuns: 500 },
  );
});

function answerToSomeRefund({ refunds }: Payment, good: boolean): PaymentCommand | undefined {
  const open = refunds.find(({ state }) => state === 'REQUESTED');
  const given = good ? ({ type: 'refunded' } as const) : ({ type: 'refused', reason: 'no' } as const);
  return open && { type: 'answer-refund', refundId: open.refundId, answer: given };
}

/** Commands that come too early or for nothing are refused; that changes nothing. */
function eventsOf(payment: Payment, command: PaymentCommand): readonly PaymentEvent[] {
  try {
    return decide(payment, command).events;
  } catch {
    return [];
  }
}

function checkRules(payment: Payment): void {
  const { attempts, refunds, bill, ended } = payment;
  assert.ok(attempts.filter(({ state, surplus }) => state === 'CAPTURED' && !surplus).length <= 1);
  assert.ok(attempts.filter(isOpen).length <= 1);
  for (const { attempt, state, surplus } of attempts) {
    const back = refunds
      .filter((refund) => refund.attempt === attempt && refund.state !== 'FAILED')
      .reduce((sum, { amount }) => sum + amount.amount, 0);
    assert.ok(back <= (state === 'CAPTURED' ? (bill?.total.amount ?? 0) : 0));
    const refused = refunds.some((refund) => refund.attempt === attempt && refund.state === 'FAILED');
    if (state === 'CAPTURED' && (surplus || ended) && !refused) assert.equal(back, bill?.total.amount);
  }
  const { captured, refunded } = summarise(payment);
  assert.ok(refunded <= captured);
}

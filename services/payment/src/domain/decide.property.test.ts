/** The rules of a payment hold for any sequence of commands, in any order, with any repetition. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import { paymentCaptured, paymentRefunded, paymentVoided } from '@mambogo/contracts/events/payment-events.ts';
import { newOrderId } from '@mambogo/contracts/ids.ts';
import fc from 'fast-check';
import {
  cancel,
  captured,
  failed,
  place,
  refund,
  refundResult,
  request,
  reserve,
  result,
} from '../../testing/commands.ts';
import { total } from '../../testing/order-data.ts';
import { decide } from './decide.ts';
import { integrationEventsFor } from './integration-events.ts';
import { capturedAttempt, evolve, isOpen, noPayment, type Payment } from './payment.ts';
import type { PaymentCommand } from './payment-command.ts';
import type { PaymentEvent } from './payment-event.ts';
import { summarise } from './payment-summary.ts';

type Given = PaymentCommand | { readonly good: boolean };

const anyResult = fc.constantFrom(
  captured,
  failed('insufficient_funds'),
  { type: 'pending', reference: 'ch_2' } as const,
  { type: 'action-required', reference: 'ch_3', url: 'https://bank.example/' } as const,
  { type: 'voided', reference: 'ch_4' } as const,
  { type: 'not-found' } as const,
);
const anyEventCommand = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(place, reserve).map((make): PaymentCommand => make()) },
  { weight: 1, arbitrary: fc.constant(cancel).map((make): PaymentCommand => make()) },
  { weight: 4, arbitrary: fc.integer({ min: 2, max: 4 }).map(request) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: total.amount }).map((amount): PaymentCommand => refund(amount)) },
);
const anyProviderResult = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 4 }), anyResult).map(([attempt, given]): Given => result(attempt, given)),
  fc.boolean().map((good): Given => ({ good })),
);
const anything = fc.array(fc.oneof(anyEventCommand, anyProviderResult), { maxLength: 40 });
const orderId = newOrderId();

/** One payment over time. A command that comes too early or for an unknown id throws and changes nothing. */
function simulatePayment() {
  let payment = noPayment;
  const emitted: DomainEvent[] = [];
  return {
    emitted,
    payment: () => payment,
    execute(given: Given): readonly PaymentEvent[] {
      const command = 'good' in given ? refundResult(payment, given.good) : given;
      if (!command) return [];
      const before = payment;
      const events = undefinedOnThrow(() => decide(before, command));
      if (!events) return [];
      payment = events.reduce(evolve, before);
      emitted.push(...integrationEventsFor(orderId, before, command, events, payment));
      return events;
    },
  };
}

function undefinedOnThrow<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

test('any sequence: at most one kept capture and one open attempt, and no more refunded than captured', () => {
  fc.assert(
    fc.property(anything, (commands) => {
      const { payment, execute, emitted } = simulatePayment();
      for (const given of commands) {
        const before = payment();
        execute(given);
        const started = payment().attempts.length > before.attempts.length;
        assert.ok(
          !(started && (before.ended || capturedAttempt(before))),
          'no attempt starts after cancellation or payment',
        );
        checkRules(payment());
        const captures = emitted.filter(({ event }) => event === paymentCaptured);
        assert.equal(
          captures.length,
          payment().attempts.filter(({ state, surplus }) => state === 'CAPTURED' && !surplus).length,
        );
      }
    }),
    { numRuns: 2_000 },
  );
});

function checkRules(payment: Payment): void {
  const { attempts, refunds, request: paymentRequest, ended } = payment;
  assert.ok(attempts.filter(({ state, surplus }) => state === 'CAPTURED' && !surplus).length <= 1);
  assert.ok(attempts.filter(isOpen).length <= 1);
  for (const { attempt, state, surplus } of attempts) {
    const back = refunds
      .filter((one) => one.attempt === attempt && one.state !== 'FAILED')
      .reduce((sum, { amount }) => sum + amount.amount, 0);
    assert.ok(back <= (state === 'CAPTURED' ? (paymentRequest?.total.amount ?? 0) : 0));
    const refusal = refunds.some((one) => one.attempt === attempt && one.state === 'FAILED');
    if (state === 'CAPTURED' && (surplus || (ended && !refusal))) assert.equal(back, paymentRequest?.total.amount);
  }
  const { captured: took, refunded } = summarise(payment);
  assert.ok(refunded <= took);
}

test('after any sequence, a cancelled order is acknowledged once the provider has responded, and on every repeat', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(captured, { type: 'not-found' } as const), (commands, last) => {
      const { payment, execute, emitted } = simulatePayment();
      for (const given of commands) execute(given);
      for (let round = 0; round < 2; round += 1) {
        const from = emitted.length;
        execute(cancel());
        for (const { attempt } of payment().attempts.filter(isOpen)) execute(result(attempt, last));
        while (execute({ good: true }).length > 0);
        assert.ok(emitted.slice(from).some(isFullAcknowledgement));
      }
      const { captured: took, refunded } = summarise(payment());
      assert.equal(took, refunded);
      const settled = payment();
      for (const given of commands) if (!('good' in given) && given.type !== 'attempt-result') execute(given);
      assert.deepEqual(payment().attempts, settled.attempts, 'repeated commands start no attempt');
      assert.deepEqual(
        payment().refunds.filter(({ state }) => state !== 'FAILED').length,
        settled.refunds.filter(({ state }) => state !== 'FAILED').length,
      );
    }),
    { numRuns: 2_000 },
  );
});

const isFullAcknowledgement = ({ event, data }: DomainEvent): boolean =>
  event === paymentVoided ||
  (event === paymentRefunded && paymentRefunded.data.parse(data).refundedTotal.amount === total.amount);

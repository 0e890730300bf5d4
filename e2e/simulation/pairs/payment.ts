/** The pairs of the payment decider: the payment's progress, its attempts (of a cancelled order too), and its refunds. */
import {
  type Attempt,
  capturedAttempt,
  isOpen,
  type Payment,
  type Refund,
} from '../../../services/payment/src/domain/payment.ts';
import type { AttemptResult, CommandOf, PaymentCommand } from '../../../services/payment/src/domain/payment-command.ts';
import type { RefundResult } from '../../../services/payment/src/domain/payment-provider.ts';
import { keysOf, pair, type Table } from './table.ts';

type Answering = 'attempt-result' | 'refund-result';

const commands = { place: true, reserve: true, request: true, cancel: true, refund: true } as const satisfies Record<
  Exclude<PaymentCommand['type'], Answering>,
  true
>;

/** Not a state of the code: the cases that `decide` distinguishes. */
const phases = {
  NEW: true,
  PLACED: true,
  RESERVED: true,
  'UNDER WAY': true,
  FAILED: true,
  CAPTURED: true,
  CANCELLED: true,
  'CANCELLED, UNDER WAY': true,
  'CANCELLED, CAPTURED': true,
} as const;

/** SURPLUS: captured beside another attempt's capture; it can only be refunded. */
const attempts = {
  STARTED: true,
  ACTION_REQUIRED: true,
  CAPTURED: true,
  SURPLUS: true,
  FAILED: true,
  VOIDED: true,
} as const satisfies Record<Attempt['state'] | 'SURPLUS', true>;

const answers = {
  captured: true,
  failed: true,
  pending: true,
  'action-required': true,
  voided: true,
  'not-found': true,
} as const satisfies Record<AttemptResult['type'], true>;

const refunds = { REQUESTED: true, DONE: true, FAILED: true } as const satisfies Record<Refund['state'], true>;
const refundAnswers = { refunded: true, refused: true } as const satisfies Record<RefundResult['type'], true>;

export const paymentTables: readonly Table[] = [
  { name: 'payment', states: keysOf(phases), commands: keysOf(commands) },
  { name: 'attempt', states: keysOf(attempts), commands: keysOf(answers) },
  { name: 'attempt of a cancelled order', states: keysOf(attempts), commands: keysOf(answers) },
  { name: 'refund', states: keysOf(refunds), commands: keysOf(refundAnswers) },
];

export function pairsOfPayment(payment: Payment, command: PaymentCommand): string[] {
  switch (command.type) {
    case 'attempt-result':
      return [attemptPair(payment, command)];
    case 'refund-result': {
      const known = payment.refunds.find(({ refundId }) => refundId === command.refundId);
      return known ? [pair('refund', known.state, command.answer.type)] : [];
    }
    default:
      return [pair('payment', phaseOf(payment), command.type)];
  }
}

function attemptPair(payment: Payment, { attempt: number, answer: outcome }: CommandOf<'attempt-result'>): string {
  const attempt = payment.attempts.find((one) => one.attempt === number);
  const state = attempt?.surplus ? 'SURPLUS' : (attempt?.state ?? 'NONE');
  return pair(payment.ended ? 'attempt of a cancelled order' : 'attempt', state, outcome.type);
}

export function phaseOf(payment: Payment): keyof typeof phases {
  const { request: bill, reserved, ended, attempts } = payment;
  if (capturedAttempt(payment)) return ended ? 'CANCELLED, CAPTURED' : 'CAPTURED';
  if (attempts.some(isOpen)) return ended ? 'CANCELLED, UNDER WAY' : 'UNDER WAY';
  if (ended) return 'CANCELLED';
  if (attempts.length > 0) return 'FAILED';
  return bill ? 'PLACED' : reserved ? 'RESERVED' : 'NEW';
}

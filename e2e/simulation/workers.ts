/** The payment service's workers and their queues, with every possible fault between them and the provider. */
import { backoff, noJitter } from '@mambogo/contracts/backoff.ts';
import { capturedAttempt, isOpen, noPayment } from '../../services/payment/src/domain/payment.ts';
import { type ChargeResult, chargeName } from '../../services/payment/src/domain/payment-provider.ts';
import * as provider from './provider.ts';
import { changePayment, totalOf } from './services.ts';
import { freshId, recordTrace, type SimState, timeOf } from './sim-state.ts';
import {
  type AttemptRow,
  type AttemptRun,
  leaseSeconds,
  type RefundRow,
  type RefundRun,
  retryPolicy,
  settlementWindows,
} from './worker-runs.ts';

/** Faults of a call: it never arrives, its response does not, it takes effect much later, its caller dies. */
export type CallFault = 'none' | 'request-lost' | 'answer-lost' | 'late' | 'crash';

export const isDue = ({ nextAt }: { readonly nextAt: number | undefined }, now: number): boolean =>
  nextAt !== undefined && nextAt <= now;

/** Claims like attempt-queue.ts. */
export function claimAttempt(sim: SimState, row: AttemptRow): void {
  const now = timeOf(sim, 'payment');
  const { orderId, attempt, tries, firstSentAt, sentAt } = row;
  const payment = sim.payments.get(orderId) ?? noPayment;
  const attemptState = payment.attempts.find((one) => one.attempt === attempt);
  if (!attemptState) throw new Error(`the queue has an unknown attempt: ${chargeName(orderId, attempt)}`);
  const mode = !isOpen(attemptState) ? 'verify' : payment.ended || capturedAttempt(payment) ? 'void' : 'charge';
  const task = {
    orderId,
    attempt,
    mode,
    token: attemptState.token ?? null,
    amount: totalOf(payment),
    currency: 'USD',
    tries,
    sinceFirstSent: firstSentAt === undefined ? null : now - firstSentAt,
    sinceSent: sentAt === undefined ? null : now - sentAt,
  } as const;
  row.nextAt = leaseEnd(sim);
  row.tries += 1;
  if (mode === 'charge' && (firstSentAt === undefined || now - firstSentAt <= settlementWindows.resendWithin)) {
    row.firstSentAt ??= now;
    row.sentAt = now;
  }
  const settling = sim.rules.payment.settling(task, settlementWindows);
  const first = settling.next();
  recordTrace(sim, `a worker claims attempt ${chargeName(orderId, attempt)} to ${mode}`);
  sim.attemptRuns.push({
    row,
    task,
    lease: row.nextAt,
    settling,
    call: first.done ? undefined : first.value,
    answer: first.done ? first.value : undefined,
    frozen: false,
  });
}

/** No two leases end at the same moment: the database's clock is finer than a second. */
function leaseEnd(sim: SimState): number {
  sim.ids += 1;
  return timeOf(sim, 'payment') + leaseSeconds + sim.ids / 1_000_000;
}

/** Makes the next call of a run. No response ends the calls: the result is unknown. */
export function callProvider(sim: SimState, run: AttemptRun, fault: CallFault): void {
  const { call } = run;
  if (!call) return;
  recordTrace(
    sim,
    `a worker calls: ${call.type} of ${chargeName(run.row.orderId, run.row.attempt)}${fault === 'none' ? '' : `, ${fault}`}`,
  );
  const isOver = call.type === 'charge' && sim.rules.keepsLease && timeOf(sim, 'payment') >= run.lease;
  const answer = isOver ? 'no answer' : callProviderOnce(sim, run, fault);
  if (fault === 'crash') {
    removeRun(sim.attemptRuns, run);
    return;
  }
  if (answer === 'no answer') {
    run.call = undefined;
    run.answer = sim.rules.noAnswer;
    return;
  }
  const step = run.settling.next(answer);
  run.call = step.done ? undefined : step.value;
  if (step.done) run.answer = step.value;
}

function callProviderOnce(
  sim: SimState,
  { call, row }: AttemptRun,
  fault: CallFault,
): ChargeResult | undefined | 'no answer' {
  if (!call || fault === 'request-lost') return 'no answer';
  if (call.type === 'find') {
    const found = provider.find(sim.provider, chargeName(call.orderId, call.attempt));
    return fault === 'none' ? found : 'no answer';
  }
  const takeEffect = () => {
    if (call.type === 'void') return provider.voidCharge(sim.provider, call.reference);
    const { orderId, attempt, amount, token } = call.request;
    const name = chargeName(orderId, attempt);
    const key = sim.rules.chargeKey(name, row.tries);
    return provider.charge(sim.provider, sim.now, name, amount.amount, token, key) ?? 'no answer';
  };
  if (fault === 'late') {
    delayEffect(sim, call.type, takeEffect);
    return 'no answer';
  }
  const answer = takeEffect();
  return fault === 'none' ? answer : 'no answer';
}

/** A request takes effect after everybody has timed out, but within the time in which it is searched for. */
function delayEffect(sim: SimState, what: string, takeEffect: () => void): void {
  const at = sim.now + 60 + (sim.ids % 7) * 600;
  sim.provider.stragglers.push({ what, at, takeEffect });
}

/** Commits the run's result with its consequences, like attempt-worker.ts. */
export function commitAttempt(sim: SimState, run: AttemptRun): void {
  const { row, task, answer } = run;
  const { orderId, attempt } = row;
  const refundId = freshId<never>(sim, 'refund');
  const commit = answer && changePayment(sim, orderId, { type: 'attempt-result', attempt, answer, refundId });
  recordTrace(sim, `a worker records ${answer?.type ?? 'no answer'} of ${chargeName(orderId, attempt)}`);
  commit?.();
  const delay = sim.rules.payment.nextTurn(task, answer, retryPolicy);
  if (answer?.type !== 'captured') scheduleRetry(sim, run, delay);
  removeRun(sim.attemptRuns, run);
}

/** Like setNextTurns: only where the lease still holds, or another worker considers the attempt finished. */
function scheduleRetry(sim: SimState, { row, lease }: AttemptRun, delay: number | undefined): void {
  const state = sim.payments.get(row.orderId)?.attempts.find((one) => one.attempt === row.attempt)?.state;
  const isOurs = row.nextAt === lease || !sim.rules.keepsCallback;
  if (isOurs || (row.nextAt === undefined && delay !== undefined && state !== 'CAPTURED'))
    row.nextAt = delay === undefined ? undefined : timeOf(sim, 'payment') + delay;
}

export function claimRefund(sim: SimState, row: RefundRow): void {
  const payment = sim.payments.get(row.orderId) ?? noPayment;
  const refund = payment.refunds.find(({ refundId }) => refundId === row.refundId);
  const reference = payment.attempts.find(({ attempt }) => attempt === refund?.attempt)?.reference;
  if (!refund || !reference) throw new Error(`nothing to refund for ${row.refundId}`);
  row.nextAt = leaseEnd(sim);
  sim.refundRuns.push({
    row,
    reference,
    lease: row.nextAt,
    amount: refund.amount.amount,
    isRetry: row.tries > 0,
    sent: false,
    answer: undefined,
  });
  row.tries += 1;
  recordTrace(sim, `a worker claims refund ${row.refundId}`);
}

export function sendRefund(sim: SimState, run: RefundRun, fault: CallFault | 'refused'): void {
  const { row, reference, amount } = run;
  const key = sim.rules.refundKey(row.refundId, row.tries);
  recordTrace(sim, `a worker sends refund ${row.refundId}${fault === 'none' ? '' : `, ${fault}`}`);
  run.sent = true;
  const isOver = sim.rules.keepsLease && timeOf(sim, 'payment') >= run.lease;
  if (fault === 'request-lost' || isOver) return;
  if (run.isRetry && sim.rules.looksForRefund && provider.hasRefund(sim.provider, reference, key))
    run.answer = { type: 'refunded' };
  else if (fault === 'refused') run.answer = provider.refuseRefund(sim.provider, reference, key);
  else if (fault === 'late')
    delayEffect(sim, 'refund', () => provider.refund(sim.provider, sim.now, reference, key, amount));
  else run.answer = provider.refund(sim.provider, sim.now, reference, key, amount);
  if (fault === 'answer-lost') run.answer = undefined;
  if (fault === 'crash') removeRun(sim.refundRuns, run);
}

export function commitRefund(sim: SimState, run: RefundRun): void {
  const { row, answer } = run;
  const { orderId, refundId } = row;
  recordTrace(sim, `a worker records ${answer?.type ?? 'no answer'} of refund ${refundId}`);
  if (answer)
    changePayment(sim, orderId, {
      type: 'refund-result',
      refundId,
      answer,
      nextRefundId: freshId(sim, 'refund'),
    })();
  else if (row.nextAt !== undefined)
    row.nextAt = timeOf(sim, 'payment') + backoff(row.tries, { first: retryPolicy.retry, longest: 60 }, noJitter);
  removeRun(sim.refundRuns, run);
}

function removeRun<T>(runs: T[], run: T): void {
  runs.splice(runs.indexOf(run), 1);
}

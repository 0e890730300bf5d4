/** The payment service's workers at their queues, with whatever may go wrong between them and the provider. */
import { capturedAttempt, isOpen, noPayment } from '../../services/payment/src/domain/payment.ts';
import { type ChargeResult, chargeName } from '../../services/payment/src/domain/payment-provider.ts';
import { retryDelay } from '../../services/payment/src/domain/retry-delay.ts';
import * as provider from './provider.ts';
import { changePayment, totalOf } from './services.ts';
import {
  type AttemptRow,
  type AttemptTurn,
  lease,
  type RefundRow,
  type RefundTurn,
  retryPolicy,
  settlementWindows,
} from './turns.ts';
import { freshId, tell, timeOf, type World } from './world.ts';

/** What goes wrong with a call: it never arrives, its answer does not, it takes effect long after, its caller dies. */
export type CallFault = 'none' | 'request-lost' | 'answer-lost' | 'late' | 'crash';

export const isDue = ({ nextAt }: { readonly nextAt: number | undefined }, now: number): boolean =>
  nextAt !== undefined && nextAt <= now;

/** As attempt-queue.ts claims. */
export function claimAttempt(world: World, row: AttemptRow): void {
  const now = timeOf(world, 'payment');
  const { orderId, attempt, tries, firstSentAt, sentAt } = row;
  const payment = world.payments.get(orderId) ?? noPayment;
  const known = payment.attempts.find((one) => one.attempt === attempt);
  if (!known) throw new Error(`the queue has an attempt that is none: ${chargeName(orderId, attempt)}`);
  const mode = !isOpen(known) ? 'verify' : payment.ended || capturedAttempt(payment) ? 'void' : 'charge';
  const task = {
    orderId,
    attempt,
    mode,
    token: known.token ?? null,
    amount: totalOf(payment),
    currency: 'USD',
    tries,
    sinceFirstSent: firstSentAt === undefined ? null : now - firstSentAt,
    sinceSent: sentAt === undefined ? null : now - sentAt,
  } as const;
  row.nextAt = endOfLease(world);
  row.tries += 1;
  if (mode === 'charge' && (firstSentAt === undefined || now - firstSentAt <= settlementWindows.resendWithin)) {
    row.firstSentAt ??= now;
    row.sentAt = now;
  }
  const settling = world.rules.payment.settling(task, settlementWindows);
  const first = settling.next();
  tell(world, `a worker takes attempt ${chargeName(orderId, attempt)} to ${mode}`);
  world.attemptTurns.push({
    row,
    task,
    lease: row.nextAt,
    settling,
    call: first.done ? undefined : first.value,
    answer: first.done ? first.value : undefined,
    frozen: false,
  });
}

/** No two leases end in the same moment: the database's clock is finer than a second. */
function endOfLease(world: World): number {
  world.ids += 1;
  return timeOf(world, 'payment') + lease + world.ids / 1_000_000;
}

/** Makes the next call of a turn. No answer ends the calls: nothing is known. */
export function callProvider(world: World, turn: AttemptTurn, fault: CallFault): void {
  const { call } = turn;
  if (!call) return;
  tell(
    world,
    `a worker calls: ${call.type} of ${chargeName(turn.row.orderId, turn.row.attempt)}${fault === 'none' ? '' : `, ${fault}`}`,
  );
  const isOver = call.type === 'charge' && world.rules.keepsLease && timeOf(world, 'payment') >= turn.lease;
  const answer = isOver ? 'no answer' : ask(world, turn, fault);
  if (fault === 'crash') {
    end(world.attemptTurns, turn);
    return;
  }
  if (answer === 'no answer') {
    turn.call = undefined;
    turn.answer = world.rules.noAnswer;
    return;
  }
  const step = turn.settling.next(answer);
  turn.call = step.done ? undefined : step.value;
  if (step.done) turn.answer = step.value;
}

function ask(world: World, { call, row }: AttemptTurn, fault: CallFault): ChargeResult | undefined | 'no answer' {
  if (!call || fault === 'request-lost') return 'no answer';
  if (call.type === 'find') {
    const found = provider.find(world.provider, chargeName(call.orderId, call.attempt));
    return fault === 'none' ? found : 'no answer';
  }
  const takeEffect = () => {
    if (call.type === 'void') return provider.voidCharge(world.provider, call.reference);
    const { orderId, attempt, amount, token } = call.request;
    const name = chargeName(orderId, attempt);
    const key = world.rules.chargeKey(name, row.tries);
    return provider.charge(world.provider, world.now, name, amount.amount, token, key) ?? 'no answer';
  };
  if (fault === 'late') {
    straggle(world, call.type, takeEffect);
    return 'no answer';
  }
  const answer = takeEffect();
  return fault === 'none' ? answer : 'no answer';
}

/** A request takes effect after everybody has given it up, but within the time it is looked for. */
function straggle(world: World, what: string, takeEffect: () => void): void {
  const at = world.now + 60 + (world.ids % 7) * 600;
  world.provider.stragglers.push({ what, at, takeEffect });
}

/** The turn's answer is committed with what follows from it; as attempt-worker.ts does. */
export function commitAttempt(world: World, turn: AttemptTurn): void {
  const { row, task, answer } = turn;
  const { orderId, attempt } = row;
  const refundId = freshId<never>(world, 'refund');
  const commit = answer && changePayment(world, orderId, { type: 'attempt-result', attempt, answer, refundId });
  tell(world, `a worker records ${answer?.type ?? 'no answer'} of ${chargeName(orderId, attempt)}`);
  commit?.();
  const delay = world.rules.payment.nextTurn(task, answer, retryPolicy);
  if (answer?.type !== 'captured') setNextTurn(world, turn, delay);
  end(world.attemptTurns, turn);
}

/** As setNextTurns does: only where the lease still stands, or somebody else believes the attempt to be over. */
function setNextTurn(world: World, { row, lease }: AttemptTurn, delay: number | undefined): void {
  const state = world.payments.get(row.orderId)?.attempts.find((one) => one.attempt === row.attempt)?.state;
  const isOurs = row.nextAt === lease || !world.rules.keepsCallback;
  if (isOurs || (row.nextAt === undefined && delay !== undefined && state !== 'CAPTURED'))
    row.nextAt = delay === undefined ? undefined : timeOf(world, 'payment') + delay;
}

export function claimRefund(world: World, row: RefundRow): void {
  const payment = world.payments.get(row.orderId) ?? noPayment;
  const refund = payment.refunds.find(({ refundId }) => refundId === row.refundId);
  const reference = payment.attempts.find(({ attempt }) => attempt === refund?.attempt)?.reference;
  if (!refund || !reference) throw new Error(`there is nothing to refund for ${row.refundId}`);
  row.nextAt = endOfLease(world);
  world.refundTurns.push({
    row,
    reference,
    lease: row.nextAt,
    amount: refund.amount.amount,
    again: row.tries > 0,
    sent: false,
    answer: undefined,
  });
  row.tries += 1;
  tell(world, `a worker takes refund ${row.refundId}`);
}

export function sendRefund(world: World, turn: RefundTurn, fault: CallFault | 'refused'): void {
  const { row, reference, amount } = turn;
  const key = world.rules.refundKey(row.refundId, row.tries);
  tell(world, `a worker sends refund ${row.refundId}${fault === 'none' ? '' : `, ${fault}`}`);
  turn.sent = true;
  const isOver = world.rules.keepsLease && timeOf(world, 'payment') >= turn.lease;
  if (fault === 'request-lost' || isOver) return;
  if (turn.again && world.rules.looksForRefund && provider.hasRefund(world.provider, reference, key))
    turn.answer = { type: 'refunded' };
  else if (fault === 'refused') turn.answer = provider.refuseRefund(world.provider, reference, key);
  else if (fault === 'late')
    straggle(world, 'refund', () => provider.refund(world.provider, world.now, reference, key, amount));
  else turn.answer = provider.refund(world.provider, world.now, reference, key, amount);
  if (fault === 'answer-lost') turn.answer = undefined;
  if (fault === 'crash') end(world.refundTurns, turn);
}

export function commitRefund(world: World, turn: RefundTurn): void {
  const { row, answer } = turn;
  const { orderId, refundId } = row;
  tell(world, `a worker records ${answer?.type ?? 'no answer'} of refund ${refundId}`);
  if (answer)
    changePayment(world, orderId, {
      type: 'refund-result',
      refundId,
      answer,
      nextRefundId: freshId(world, 'refund'),
    })();
  else if (row.nextAt !== undefined)
    row.nextAt = timeOf(world, 'payment') + retryDelay(row.tries, retryPolicy.retry, 60);
  end(world.refundTurns, turn);
}

function end<T>(turns: T[], turn: T): void {
  turns.splice(turns.indexOf(turn), 1);
}

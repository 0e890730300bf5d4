/**
 * How an attempt is settled with the provider: which calls are made, in which order, and what their results mean.
 * Pure: a generator that yields calls and receives their results, so that its driver may stop at any point.
 *
 * - charge (open, and the order is to be paid): on the first try, charge. On a later try, search first; only if the provider
 *   has no such charge, send it again with the same idempotency key, within `resendWithin`. After that nothing is sent.
 * - void (open, but the order is cancelled or already paid): never charge. Void a pending charge.
 * - verify (ended, but a callback or a restore made it due): search, never charge. Void a pending charge.
 *
 * An attempt of an order that is hours old may have been sent before the database was restored to an earlier point in time.
 * The provider is searched first then, even if no sending is recorded (docs/decisions/0047).
 *
 * "No such charge" ends an open attempt only once no request can be in flight any more.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { AttemptResult } from '../domain/payment-command.ts';
import type { ChargeRequest, ChargeResult, ChargeTrace } from '../domain/payment-provider.ts';

/** An attempt to settle. */
export interface AttemptTask extends ChargeTrace {
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly mode: 'charge' | 'void' | 'verify';
  /** Set while the attempt is open. */
  readonly token: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Claims before this one. */
  readonly tries: number;
  /** Seconds since the charge may first have been sent; null if never. */
  readonly sinceFirstSent: number | null;
  /** Seconds since the order was placed; default: 0. */
  readonly sinceOrdered?: number;
}

export interface SettlementWindows {
  /** Seconds after the first sending within which a charge may be sent again. */
  readonly resendWithin: number;
  /** Seconds after the last sending during which the charge may still appear at the provider. */
  readonly absentAfter: number;
  /** Seconds after the last sending during which a charge that was not found is searched for again. */
  readonly recheckUntil: number;
}

export type ProviderCall =
  | { readonly type: 'charge'; readonly request: ChargeRequest }
  | { readonly type: 'find'; readonly orderId: OrderId; readonly attempt: number; readonly trace: ChargeTrace }
  | { readonly type: 'void'; readonly reference: string };

/** Returns undefined while the outcome is unknown: retry later. A call that finds no charge resumes with undefined. */
export type SettlementProtocol = Generator<ProviderCall, AttemptResult | undefined, ChargeResult | undefined>;

export function* settlementProtocol(task: AttemptTask, windows: SettlementWindows): SettlementProtocol {
  switch (task.mode) {
    case 'charge':
      return yield* chargeProtocol(task, windows);
    case 'void':
      if (task.sinceSent === null && !mayPrecedeRestore(task)) return notFound;
      return (yield* voidProtocol(task)) ?? confirmedAbsent(task, windows);
    case 'verify':
      return (yield* voidProtocol(task)) ?? notFound;
  }
}

function* chargeProtocol(task: AttemptTask, windows: SettlementWindows): SettlementProtocol {
  const { orderId, attempt, amount, currency, token, sinceFirstSent } = task;
  if (sinceFirstSent !== null || mayPrecedeRestore(task)) {
    const found = yield { type: 'find', orderId, attempt, trace: traceOf(task) };
    if (found) return found;
    if (sinceFirstSent !== null && sinceFirstSent > windows.resendWithin) return confirmedAbsent(task, windows);
  }
  if (token === null) throw new Error(`attempt ${attempt} of order ${orderId} has no token`);
  return yield { type: 'charge', request: { orderId, attempt, amount: { amount, currency }, token } };
}

function* voidProtocol(task: AttemptTask): SettlementProtocol {
  const { orderId, attempt } = task;
  const found = yield { type: 'find', orderId, attempt, trace: traceOf(task) };
  return found && isUnderWay(found) ? yield { type: 'void', reference: found.reference } : found;
}

const traceOf = ({ reference, sinceSent }: AttemptTask): ChargeTrace => ({ reference, sinceSent });

/** Seconds after which an order's first charge is preceded by a search. Before that the idempotency key suffices. */
const restoreSuspectSeconds = 3_600;
const mayPrecedeRestore = ({ sinceOrdered = 0 }: AttemptTask): boolean => sinceOrdered > restoreSuspectSeconds;

const notFound = { type: 'not-found' } as const;

const confirmedAbsent = ({ sinceSent }: AttemptTask, { absentAfter }: SettlementWindows): AttemptResult | undefined =>
  sinceSent === null || sinceSent > absentAfter ? notFound : undefined;

/** The provider has the charge, and its outcome is open. */
export const isUnderWay = (
  answer: AttemptResult,
): answer is Extract<ChargeResult, { type: 'pending' | 'action-required' }> =>
  answer.type === 'pending' || answer.type === 'action-required';

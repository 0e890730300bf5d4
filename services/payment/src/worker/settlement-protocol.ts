/**
 * How an attempt's answer is got from the provider: which calls are made, in which order, and what their answers mean.
 * Pure: a generator that yields calls and is handed their answers, so that whoever drives it may stop anywhere.
 *
 * - charge (open, and the order wants it): never tried: charge. Tried before: ask first; only when the provider has no
 *   such charge is it sent again, under the same key, as long as the provider keeps keys. After that nothing is sent.
 * - void (open, but the order was cancelled or is paid): never charge. What the provider has without holding money is
 *   voided.
 * An attempt of an order that is hours old may have been tried by a database that was restored to an earlier moment since, and so
 * does not know: the provider is asked first, though nothing says that anything was sent (docs/decisions/0047).
 * - verify (over already, but somebody said that something came of it): ask, never charge. What still lives there is voided.
 *
 * "No such charge" ends an open attempt only once nothing that was sent can be on its way any more.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { AttemptResult } from '../domain/payment-command.ts';
import type { ChargeRequest, ChargeResult, ChargeTrace } from '../domain/payment-provider.ts';

/** What is to be done about an attempt. */
export interface AttemptTask extends ChargeTrace {
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly mode: 'charge' | 'void' | 'verify';
  /** There as long as the attempt is open. */
  readonly token: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Turns before this one. */
  readonly tries: number;
  /** Seconds since the charge may first have been sent; null = never. */
  readonly sinceFirstSent: number | null;
  /** Seconds since the order was placed; absent: just now. */
  readonly sinceOrdered?: number;
}

export interface SettlementWindows {
  /** Seconds after the first sending within which a charge may be sent again. */
  readonly resendWithin: number;
  /** Seconds after the last sending during which it may still turn up. */
  readonly absentAfter: number;
  /** Seconds after the last sending during which a charge that was believed absent is looked for again all the same. */
  readonly recheckUntil: number;
}

export type ProviderCall =
  | { readonly type: 'charge'; readonly request: ChargeRequest }
  | { readonly type: 'find'; readonly orderId: OrderId; readonly attempt: number; readonly trace: ChargeTrace }
  | { readonly type: 'void'; readonly reference: string };

/** Answers undefined where nothing is known yet: ask again later. A call is answered with undefined for "no such charge". */
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

/** Seconds after which an order's first charge comes late enough to ask whether it is the first: sooner, the key sees to it. */
const restoreSuspectSeconds = 3_600;
const mayPrecedeRestore = ({ sinceOrdered = 0 }: AttemptTask): boolean => sinceOrdered > restoreSuspectSeconds;

const notFound = { type: 'not-found' } as const;

const confirmedAbsent = (
  { sinceSent }: AttemptTask,
  { absentAfter: quiet }: SettlementWindows,
): AttemptResult | undefined => (sinceSent === null || sinceSent > quiet ? notFound : undefined);

/** The provider has the charge, and nobody knows yet what comes of it. */
export const isUnderWay = (
  answer: AttemptResult,
): answer is Extract<ChargeResult, { type: 'pending' | 'action-required' }> =>
  answer.type === 'pending' || answer.type === 'action-required';

/**
 * How an attempt's answer is got from the provider: which calls are made, in which order, and what their answers mean.
 * Pure: a generator that yields calls and is handed their answers, so that whoever drives it may stop anywhere.
 *
 * - charge (open, and the order wants it): never tried: charge. Tried before: ask first; only when the provider has no
 *   such charge is it sent again, under the same key, as long as the provider keeps keys. After that nothing is sent.
 * - withdraw (open, but the order was cancelled or is paid): never charge. What the provider has without holding money is
 *   voided.
 * An attempt of an order that is hours old may have been tried by a database that was restored to an earlier moment since, and so
 * does not know: the provider is asked first, though nothing says that anything was sent (docs/decisions/0047).
 * - look (over already, but somebody said that something came of it): ask, never charge. What still lives there is voided.
 *
 * "No such charge" ends an open attempt only once nothing that was sent can be on its way any more.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { AttemptAnswer } from '../domain/payment-command.ts';
import type { ChargeAnswer, ChargeRequest, ChargeTrace } from '../domain/payment-provider.ts';

/** What is to be done about an attempt. */
export interface AttemptTask extends ChargeTrace {
  readonly orderId: OrderId;
  readonly attempt: number;
  readonly mode: 'charge' | 'withdraw' | 'look';
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

export interface Patience {
  /** Seconds after the first sending within which a charge may be sent again. */
  readonly resend: number;
  /** Seconds after the last sending during which it may still turn up. */
  readonly quiet: number;
  /** Seconds after the last sending during which a charge that was believed absent is looked for again all the same. */
  readonly watch: number;
}

export type ProviderCall =
  | { readonly type: 'charge'; readonly request: ChargeRequest }
  | { readonly type: 'find'; readonly orderId: OrderId; readonly attempt: number; readonly trace: ChargeTrace }
  | { readonly type: 'void'; readonly reference: string };

/** Answers undefined where nothing is known yet: ask again later. A call is answered with undefined for "no such charge". */
export type Settling = Generator<ProviderCall, AttemptAnswer | undefined, ChargeAnswer | undefined>;

export function* settling(task: AttemptTask, patience: Patience): Settling {
  switch (task.mode) {
    case 'charge':
      return yield* charging(task, patience);
    case 'withdraw':
      if (task.sinceSent === null && !mayBeForgotten(task)) return notFound;
      return (yield* withdrawing(task)) ?? absent(task, patience);
    case 'look':
      return (yield* withdrawing(task)) ?? notFound;
  }
}

function* charging(task: AttemptTask, patience: Patience): Settling {
  const { orderId, attempt, amount, currency, token, sinceFirstSent } = task;
  if (sinceFirstSent !== null || mayBeForgotten(task)) {
    const found = yield { type: 'find', orderId, attempt, trace: traceOf(task) };
    if (found) return found;
    if (sinceFirstSent !== null && sinceFirstSent > patience.resend) return absent(task, patience);
  }
  if (token === null) throw new Error(`attempt ${attempt} of order ${orderId} has no token`);
  return yield { type: 'charge', request: { orderId, attempt, amount: { amount, currency }, token } };
}

function* withdrawing(task: AttemptTask): Settling {
  const { orderId, attempt } = task;
  const found = yield { type: 'find', orderId, attempt, trace: traceOf(task) };
  return found && isUnderWay(found) ? yield { type: 'void', reference: found.reference } : found;
}

const traceOf = ({ reference, sinceSent }: AttemptTask): ChargeTrace => ({ reference, sinceSent });

/** Seconds after which an order's first charge comes late enough to ask whether it is the first: sooner, the key sees to it. */
const longAfterOrder = 3_600;
const mayBeForgotten = ({ sinceOrdered = 0 }: AttemptTask): boolean => sinceOrdered > longAfterOrder;

const notFound = { type: 'not-found' } as const;

const absent = ({ sinceSent }: AttemptTask, { quiet }: Patience): AttemptAnswer | undefined =>
  sinceSent === null || sinceSent > quiet ? notFound : undefined;

/** The provider has the charge, and nobody knows yet what comes of it. */
export const isUnderWay = (
  answer: AttemptAnswer,
): answer is Extract<ChargeAnswer, { type: 'pending' | 'action-required' }> =>
  answer.type === 'pending' || answer.type === 'action-required';

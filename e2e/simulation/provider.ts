/**
 * The payment provider with the behaviour the saga must expect: it keeps the first response to an idempotency key for a day,
 * its charges may settle later, a failed one may be captured after all, a request may take effect long after its sender timed
 * out.
 */
import type { ChargeResult, RefundResult } from '../../services/payment/src/domain/payment-provider.ts';

export type ChargeStatus = 'captured' | 'failed' | 'pending' | 'requires_action' | 'voided';

export interface Charge {
  readonly reference: string;
  /** The merchant's reference. */
  readonly name: string;
  readonly amount: number;
  readonly code: string;
  status: ChargeStatus;
  /** When it failed; stays if it is captured after all. */
  failedAt?: number;
  /** Refunds, under the provider's own names. */
  readonly refunds: Map<string, number>;
  /** Which refund an idempotency key made, and when. */
  readonly refundKeys: Map<string, number>;
  /** Keys of rejected refunds: a rejection is a response like any other, and is repeated. */
  readonly rejectedRefunds: Set<string>;
}

/** A delayed request, which takes effect later. */
export interface Straggler {
  readonly what: string;
  readonly at: number;
  readonly takeEffect: () => void;
}

export interface Provider {
  readonly charges: Charge[];
  /** Idempotency keys: the first response, and its time. */
  readonly answers: Map<string, { readonly answer: ChargeResult; readonly at: number }>;
  readonly stragglers: Straggler[];
  /** Attempts of tok_error so far, by name. */
  readonly failedTries: Map<string, number>;
}

export const createProvider = (): Provider => ({
  charges: [],
  answers: new Map(),
  stragglers: [],
  failedTries: new Map(),
});

const keyRetentionSeconds = 24 * 3_600;

/** undefined: it responds 500, and nothing was saved. */
export function charge(
  provider: Provider,
  now: number,
  name: string,
  amount: number,
  token: string,
  key = name,
): ChargeResult | undefined {
  const known = provider.answers.get(key);
  if (known && now - known.at < keyRetentionSeconds) return known.answer;
  if (token === 'tok_error') {
    const tries = (provider.failedTries.get(name) ?? 0) + 1;
    provider.failedTries.set(name, tries);
    if (tries <= 2) return undefined;
  }
  const made: Charge = {
    reference: `ch-${provider.charges.length + 1}`,
    name,
    amount: token === 'tok_wrong_amount' ? amount + 100 : amount,
    code: codes[token] ?? 'card_declined',
    status: firstStatus[token] ?? 'captured',
    ...(firstStatus[token] === 'failed' ? { failedAt: now } : {}),
    refunds: new Map(),
    refundKeys: new Map(),
    rejectedRefunds: new Set(),
  };
  provider.charges.push(made);
  const answer = answerOf(made);
  provider.answers.set(key, { answer, at: now });
  return answer;
}

const firstStatus: Record<string, ChargeStatus> = {
  tok_declined: 'failed',
  tok_insufficient_funds: 'failed',
  tok_late: 'pending',
  tok_action: 'requires_action',
};

const codes: Record<string, string> = {
  tok_insufficient_funds: 'insufficient_funds',
  tok_action: 'authentication_failed',
  tok_late: 'processing_error',
};

export function find(provider: Provider, name: string): ChargeResult | undefined {
  const charges = provider.charges.filter((one) => one.name === name);
  const found = charges.find(({ status }) => status === 'captured') ?? charges.at(-1);
  return found && answerOf(found);
}

export function voidCharge(provider: Provider, reference: string): ChargeResult {
  const found = requireCharge(provider, reference);
  if (isUnsettled(found)) found.status = 'voided';
  return answerOf(found);
}

/** @param key its first response is kept for a day; after that the provider treats the request as another refund. */
export function refund(provider: Provider, now: number, reference: string, key: string, amount: number): RefundResult {
  const found = requireCharge(provider, reference);
  const sentAt = found.refundKeys.get(key);
  if (sentAt !== undefined && now - sentAt < keyRetentionSeconds) return { type: 'refunded' };
  if (found.rejectedRefunds.has(key)) return { type: 'refused', reason: 'it was refused before' };
  if (found.status !== 'captured' || refundedOf(found) + amount > found.amount)
    return { type: 'refused', reason: 'more than is left' };
  found.refunds.set(sentAt === undefined ? key : `${key}, once more`, amount);
  found.refundKeys.set(key, now);
  return { type: 'refunded' };
}

export function refuseRefund(provider: Provider, reference: string, key: string): RefundResult {
  const found = requireCharge(provider, reference);
  if (found.refundKeys.has(key)) return { type: 'refunded' };
  found.rejectedRefunds.add(key);
  return { type: 'refused', reason: 'the account is closed' };
}

/** Whether it has made a refund of this name: its list is permanent, unlike its keys. */
export const hasRefund = (provider: Provider, reference: string, key: string): boolean =>
  requireCharge(provider, reference).refundKeys.has(key);

export const isUnsettled = ({ status }: Charge): boolean => status === 'pending' || status === 'requires_action';
export const refundedOf = ({ refunds }: Charge): number => [...refunds.values()].reduce((sum, one) => sum + one, 0);

function requireCharge(provider: Provider, reference: string): Charge {
  const found = provider.charges.find((one) => one.reference === reference);
  if (!found) throw new Error(`the provider has no charge ${reference}`);
  return found;
}

function answerOf({ reference, status, amount, code }: Charge): ChargeResult {
  switch (status) {
    case 'failed':
      return { type: 'failed', code, reference };
    case 'requires_action':
      return { type: 'action-required', reference, url: 'https://psp.test/' };
    case 'captured':
      return { type: 'captured', reference, taken: { amount, currency: 'USD' } };
    default:
      return { type: status, reference };
  }
}

/** Parses and validates the typed refund amount. Pure. */
import type { Money } from '@mambogo/contracts/money.ts';
import { parseMoney } from '../parse-money.ts';

export type RefundAmount =
  | { readonly amount: Money; readonly error?: undefined }
  | { readonly amount?: undefined; readonly error: 'form' | 'nothing' | 'too-much' | 'step' };

/** @param left refundable amount @param step the payment provider refunds multiples of this */
export function parseRefundAmount(typed: string, left: Money, locale: string, step: number): RefundAmount {
  const amount = parseMoney(typed, locale, left.currency);
  if (amount === undefined) return { error: 'form' };
  if (amount === 0) return { error: 'nothing' };
  if (amount % step !== 0) return { error: 'step' };
  return amount > left.amount ? { error: 'too-much' } : { amount: { amount, currency: left.currency } };
}

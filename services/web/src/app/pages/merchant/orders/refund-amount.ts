/** What somebody wants to pay back, as it is typed. Pure. */
import type { Money } from '@mambogo/contracts/money.ts';
import { parseMoney } from '../parse-money.ts';

export type RefundAmount =
  | { readonly amount: Money; readonly error?: undefined }
  | { readonly amount?: undefined; readonly error: 'form' | 'nothing' | 'too-much' | 'step' };

/** @param left what is left of what was paid @param step what the payment provider can pay back a multiple of */
export function parseRefundAmount(typed: string, left: Money, locale: string, step: number): RefundAmount {
  const amount = parseMoney(typed, locale, left.currency);
  if (amount === undefined) return { error: 'form' };
  if (amount === 0) return { error: 'nothing' };
  if (amount % step !== 0) return { error: 'step' };
  return amount > left.amount ? { error: 'too-much' } : { amount: { amount, currency: left.currency } };
}

/** What somebody wants to pay back, as it is typed. Pure. */
import type { Money } from '@mambogo/contracts/money.ts';
import { readMoney } from '../typed-money.ts';

export type RefundAmount =
  | { readonly amount: Money; readonly fault?: undefined }
  | { readonly amount?: undefined; readonly fault: 'form' | 'nothing' | 'too-much' | 'step' };

/** @param left what is left of what was paid @param step what the payment provider can pay back a multiple of */
export function readRefund(typed: string, left: Money, locale: string, step: number): RefundAmount {
  const amount = readMoney(typed, locale, left.currency);
  if (amount === undefined) return { fault: 'form' };
  if (amount === 0) return { fault: 'nothing' };
  if (amount % step !== 0) return { fault: 'step' };
  return amount > left.amount ? { fault: 'too-much' } : { amount: { amount, currency: left.currency } };
}

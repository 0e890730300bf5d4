/**
 * Converts typed money to minor units and back, digit by digit: without floats nothing is rounded. Separators are those of the
 * locale; the other decimal separator is accepted where it is unambiguous ("12.50" in German). Ambiguous amounts and amounts
 * with more decimals than the currency has are rejected. Pure.
 */
import { fractionDigits } from '@mambogo/contracts/currency/decimals.ts';

/** @returns minor units; undefined if it is not an amount of this currency */
export function parseMoney(typed: string, locale: string, currency: string): number | undefined {
  const text = typed.replaceAll(/[\s\u00a0\u202f'’]|\p{Sc}/gu, '').replace(currency, '');
  const { decimal, group } = separatorsOf(locale);
  const digits = fractionDigits(currency);
  return (
    toMinorUnits(text, decimal, group, digits) ??
    toMinorUnits(text, group === '.' || group === ',' ? group : '.', '', digits)
  );
}

/** For an input field: the amount without currency symbol and grouping. */
export function formatMoneyInput(amount: number, locale: string, currency: string): string {
  const digits = fractionDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = amount < 0 ? '-' : '';
  return sign + (digits === 0 ? whole : whole + separatorsOf(locale).decimal + text.slice(-digits));
}

function toMinorUnits(text: string, decimal: string, group: string, digits: number): number | undefined {
  const [whole = '', fraction = '', ...more] = text.split(decimal);
  if (more.length > 0) return undefined;
  if (!/^\d*$/.test(fraction) || fraction.length > digits) return undefined;
  // A separator without decimals is invalid.
  if (text.includes(decimal) && fraction === '') return undefined;
  const plain = group && whole.includes(group) ? ungrouped(whole, group) : whole;
  if (plain === undefined || !/^\d{1,12}$/.test(plain)) return undefined;
  return Number(plain + fraction.padEnd(digits, '0'));
}

/** Accepts only groups of three digits. */
function ungrouped(whole: string, group: string): string | undefined {
  const [first = '', ...rest] = whole.split(group);
  const isGrouped = first.length >= 1 && first.length <= 3 && rest.every((part) => part.length === 3);
  return isGrouped ? first + rest.join('') : undefined;
}

function separatorsOf(locale: string): { readonly decimal: string; readonly group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1_234_567.8);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: of('decimal') || '.', group: of('group') };
}

/** Money, dates and numbers as people of a place write them. Pure. */
import type { Money } from '@mambogo/contracts/money.ts';

export interface Format {
  /** From minor units, of which not every currency has a hundred. */
  money(money: Money): string;
  number(value: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  /** To the millisecond: where what comes after what matters. */
  preciseTime(iso: string): string;
}

export function createFormat(locale: string): Format {
  const currencies = new Map<string, { format: Intl.NumberFormat; minor: number }>();
  const currency = (code: string) => {
    const known = currencies.get(code);
    if (known) return known;
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency: code });
    const made = { format, minor: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    currencies.set(code, made);
    return made;
  };
  const number = new Intl.NumberFormat(locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const precise = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  return {
    money({ amount, currency: code }) {
      const { format, minor } = currency(code);
      return format.format(amount / minor);
    },
    number: (value) => number.format(value),
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    preciseTime: (iso) => precise.format(new Date(iso)),
  };
}

/** How many minor units make one of the currency: 100 for USD, 1 for JPY. */
export const minorUnits = (currency: string): number =>
  10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2);

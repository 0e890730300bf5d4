/** Formats money, dates and numbers for a locale. Pure. */
import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import type { Money } from '@mambogo/contracts/money.ts';

export interface Format {
  /** From minor units; not every currency has a hundred per unit. */
  money(money: Money): string;
  number(value: number): string;
  /** @param thousandths of a percent: 19000 is 19 % */
  rate(thousandths: number): string;
  date(iso: string): string;
  /** @param day YYYY-MM-DD, the same everywhere */
  calendarDay(day: string): string;
  dateTime(iso: string): string;
  /** With milliseconds, where the sequence matters. */
  preciseTime(iso: string): string;
}

/** Kept, because each takes memory outside the heap, and the server needs one for every page. */
const formats = new Map<string, Format>();
/** Visitors choose the region of a locale: no more than these are kept. */
const maxFormats = 20;

export function createFormat(locale: string): Format {
  const known = formats.get(locale);
  if (known) return known;
  if (formats.size >= maxFormats) formats.clear();
  const made = formatOf(locale);
  formats.set(locale, made);
  return made;
}

function formatOf(locale: string): Format {
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const precise = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  return {
    money: (money) => formatMoney(money, locale),
    number: (value) => number.format(value),
    rate: (thousandths) => percent.format(thousandths / 100_000),
    date: (iso) => date.format(new Date(iso)),
    calendarDay: (day) => date.format(new Date(`${day}T12:00`)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    preciseTime: (iso) => precise.format(new Date(iso)),
  };
}

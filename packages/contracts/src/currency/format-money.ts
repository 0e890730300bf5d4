/** Formats money for a locale, with the decimals of ISO 4217. Exact below 2^52 minor units. Pure. */
import type { Money } from '../money.ts';
import { fractionDigits } from './decimals.ts';

/** `symbol`: $12.50; `code`: USD 12.50. */
export type CurrencyDisplay = 'symbol' | 'code';

export function formatMoney({ amount, currency }: Money, locale: string, display: CurrencyDisplay = 'symbol'): string {
  return formatOf(locale, currency, display).format(amount / 10 ** fractionDigits(currency));
}

/** Cached, because creating a format takes longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, currencyDisplay: CurrencyDisplay): Intl.NumberFormat {
  const key = `${locale} ${currency} ${currencyDisplay}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = fractionDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}

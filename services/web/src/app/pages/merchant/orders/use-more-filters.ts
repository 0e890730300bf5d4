/** The input of the additional filters, synchronized with the URL. */
import { useState } from 'react';
import { shopConfig } from '../../../shop-config.ts';
import { formatMoneyInput, parseMoney } from '../parse-money.ts';
import { useLocale } from '../parts/use-locale.ts';
import type { MoreFilters } from './more-order-filters.tsx';
import { sku } from './order-search.ts';

export function useMoreFilters(address: URLSearchParams) {
  const locale = useLocale();
  const { currency } = shopConfig;
  const given = address.toString();
  const [followed, setFollowed] = useState(given);
  const [typed, setTyped] = useState(() => typedFrom(address, locale, currency));
  if (followed !== given) {
    setFollowed(given);
    setTyped(typedFrom(address, locale, currency));
  }
  const minor = (text: string) => (text.trim() === '' ? '' : parseMoney(text, locale, currency));
  const isWrong: Partial<Record<keyof MoreFilters, boolean>> = {
    sku: typed.sku.trim() !== '' && !sku(typed.sku),
    min: minor(typed.min) === undefined,
    max: minor(typed.max) === undefined,
  };
  return {
    typed,
    change: (changes: Partial<MoreFilters>) => setTyped({ ...typed, ...changes }),
    isWrong,
    /** The URL parameters. */
    filters: {
      ...typed,
      name: typed.name.trim(),
      email: typed.email.trim(),
      sku: sku(typed.sku) ?? '',
      min: String(minor(typed.min) ?? ''),
      max: String(minor(typed.max) ?? ''),
    },
  };
}

function typedFrom(address: URLSearchParams, locale: string, currency: string): MoreFilters {
  const text = (name: string) => address.get(name) ?? '';
  const money = (name: string) =>
    /^\d{1,15}$/.test(text(name)) ? formatMoneyInput(Number(text(name)), locale, currency) : '';
  return {
    name: text('name'),
    email: text('email'),
    sku: text('sku'),
    from: text('from'),
    to: text('to'),
    min: money('min'),
    max: money('max'),
  };
}

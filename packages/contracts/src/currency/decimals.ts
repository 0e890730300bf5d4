/**
 * The number of decimals of a currency by ISO 4217, never by the Unicode locale data (Intl), which has none for the forint and a
 * dozen others that are charged in hundredths. A code that ISO 4217 does not (or no longer) list has two, as most have: shops and
 * orders outlive a currency.
 */
import { otherDecimals } from './iso-4217.ts';

/** 2 for USD, 0 for JPY, 3 for KWD. */
export const fractionDigits = (currency: string): number => otherDecimals[currency] ?? 2;

/** Number of minor units in one unit of the currency: 100 for USD, 1 for JPY. */
export const minorUnits = (currency: string): number => 10 ** fractionDigits(currency);

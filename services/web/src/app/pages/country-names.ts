/** The names of the ISO 3166-1 countries in a language, in its collation order. Pure. */
import { countryCodes } from '@mambogo/contracts/address/country-codes.ts';
import { countryName } from '../language/country-name.ts';

export interface Country {
  readonly code: string;
  readonly name: string;
}

const known = new Map<string, readonly Country[]>();

export function countryNames(language: string): readonly Country[] {
  const found = known.get(language);
  if (found) return found;
  const collator = new Intl.Collator(language);
  const countries = countryCodes
    .map((code) => ({ code, name: countryName(code, language) }))
    .sort((one, other) => collator.compare(one.name, other.name));
  known.set(language, countries);
  return countries;
}

/** The country of the browser's region, else that of the page's language. */
export function likelyCountry(preferred: readonly string[]): string {
  const region = preferred
    .map((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1])
    .find((code) => code && countryCodes.includes(code));
  return region ?? (preferred[0]?.startsWith('de') ? 'DE' : 'US');
}

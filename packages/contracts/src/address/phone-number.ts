/** Phone numbers: typed as people of a country do, kept in E.164. The rules are libphonenumber's. Pure. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** In E.164; undefined: not a possible number. @param country whose numbers need no country calling code */
export function readPhoneNumber(typed: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(typed, isSupportedCountry(country) ? country : undefined);
  return number?.isPossible() && !number.ext ? number.number : undefined;
}

export const isPhoneNumber = (text: string): boolean => /^\+\d+$/.test(text) && readPhoneNumber(text, '') === text;

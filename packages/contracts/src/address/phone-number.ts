/** Parses phone numbers in a country's usual notation into E.164, with libphonenumber. Pure. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Returns E.164; undefined: not a possible number. @param country whose numbers need no country calling code */
export function readPhoneNumber(typed: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(typed, isSupportedCountry(country) ? country : undefined);
  return number?.isPossible() && !number.ext ? number.number : undefined;
}

export const isPhoneNumber = (text: string): boolean => /^\+\d+$/.test(text) && readPhoneNumber(text, '') === text;

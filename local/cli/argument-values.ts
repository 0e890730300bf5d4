/** Parsers of option values: an invalid value is rejected with the option's name and the expected format. */
import { InvalidArgumentError } from '@commander-js/extra-typings';

export const wholeNumber =
  (min = 0, max = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
    throw new InvalidArgumentError(`Expected a whole number from ${min}${upTo}.`);
  };

export function positiveNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError('Expected a number above 0.');
}

/** Higher offsets would move a shop's last port beyond 65535. */
export const portOffset = wholeNumber(0, 50_000);

export function pointInTime(text: string): Date {
  const time = new Date(text);
  if (text.trim() !== '' && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('Expected a time such as 2026-01-31T12:00:00Z.');
}

/** The origin of an http or https URL. */
export function webOrigin(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  throw new InvalidArgumentError('Expected a web address such as http://localhost:8080.');
}

/** Words separated by commas. */
export const commaSeparated = (text: string): string[] => text.split(',').filter((word) => word !== '');

/** Wraps a parser that throws plain errors, for use as an option parser. */
export const optionParser =
  <T>(parse: (text: string) => T) =>
  (text: string): T => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(`${error instanceof Error ? error.message : error}.`);
    }
  };

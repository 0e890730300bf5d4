/** Formats an address as lines in its country's format, for pages and labels. Missing fields are omitted. Pure. */
import { type AddressField, addressFields } from './address-fields.ts';
import { addressFormat, type Line } from './address-format.ts';
import { findRegion, type GivenAddress, toPostalCode } from './check-address.ts';

export interface LineOptions {
  /** For a parcel label: some fields in capitals. */
  readonly forLabel?: boolean;
}

/** Without the country, whose name depends on the reader's language. */
export function addressLines(address: GivenAddress, { forLabel = false }: LineOptions = {}): readonly string[] {
  const format = addressFormat(address.country);
  const isLatin = isInLatin(address);
  const textOf = (field: AddressField): string => {
    const text = address[field] ?? '';
    const shown = shownText(address, field, text, isLatin);
    return forLabel && format.capitals.has(field) ? shown.toLocaleUpperCase('en') : shown;
  };
  const lines = isLatin ? format.latinLines : format.lines;
  const used = new Set(lines.flat());
  // Fields that are not in the format, as in old addresses, are appended.
  const more = addressFields.filter((field) => !used.has(field)).map((field) => [field] as const);
  return [...lines, ...more].map((line) => lineText(line, textOf)).filter((line) => line !== '');
}

/** Separators are written only between two existing fields, prefixes only before an existing field. */
function lineText(line: Line, textOf: (field: AddressField) => string): string {
  let text = '';
  let between = '';
  for (const part of line) {
    if (typeof part !== 'string') {
      between += part.text;
      continue;
    }
    const field = textOf(part);
    if (!field) continue;
    text += (text === '' ? opening(between) : between) + field;
    between = '';
  }
  return text.trim();
}

/** Text before the first field of a line: a postal mark such as 〒 stays, a comma is removed. */
const opening = (between: string): string => between.replace(/^[\s,\-–/]+/, '');

function shownText({ country }: GivenAddress, field: AddressField, text: string, isLatin: boolean): string {
  const { regions, postalCode } = addressFormat(country);
  if (field === 'postalCode') return toPostalCode(text, postalCode);
  return (field === 'region' && isLatin && findRegion(regions, text)?.latin) || text;
}

/** Regions are stored in the country's script, and written in Latin script if the rest of the address is. */
const isInLatin = ({ name, line1, city }: GivenAddress): boolean =>
  !/\p{L}/u.test([name, line1, city].join('').replaceAll(/\p{Script=Latin}/gu, ''));

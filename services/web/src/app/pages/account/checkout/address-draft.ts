/** The draft of an address, its validation, and its conversion to an address. The fields depend on the country. Pure. */
import { type AddressField, addressFields, longestAddress } from '@mambogo/contracts/address/address-fields.ts';
import { addressFormat } from '@mambogo/contracts/address/address-format.ts';
import {
  type AddressFault,
  checkAddress,
  findRegion,
  normaliseAddress,
} from '@mambogo/contracts/address/check-address.ts';
import { countryCodes } from '@mambogo/contracts/address/country-codes.ts';
import { readPhoneNumber } from '@mambogo/contracts/address/phone-number.ts';
import type { Address } from '@mambogo/contracts/api/address.ts';

export type DraftField = AddressField | 'country' | 'phone';
export type AddressDraft = Readonly<Record<DraftField, string>>;
export type DraftFault = AddressFault | 'too-long' | 'phone';
export type DraftFaults = Readonly<Partial<Record<DraftField, DraftFault>>>;

const draftFields: readonly DraftField[] = [...addressFields, 'country', 'phone'];

export const emptyAddress = (country: string): AddressDraft => ({
  name: '',
  line1: '',
  line2: '',
  district: '',
  city: '',
  region: '',
  postalCode: '',
  country,
  phone: '',
});

/** The rows of the form: fields of one address line share a row, in the order of the Latin format. */
export const formRows = (country: string): readonly (readonly AddressField[])[] =>
  addressFormat(country)
    .latinLines.map((line) => line.filter((part) => typeof part === 'string'))
    .flatMap((row) => (row[0] === 'line2' ? [['line2'] as const, row.slice(1)] : [row]))
    .filter((row) => row.length > 0);

/** Changes the country: keeps the input, except a region that is not in its list. */
export const inCountry = (draft: AddressDraft, country: string): AddressDraft => fit({ ...draft, country });

/** From an earlier order, whose country and region may no longer be valid. */
export function fromAddress(address: Address, country: string): AddressDraft {
  const known = countryCodes.includes(address.country) ? address.country : country;
  return fit({ ...emptyAddress(known), ...address, country: known });
}

function fit(draft: AddressDraft): AddressDraft {
  const { regions } = addressFormat(draft.country);
  return regions.length === 0 ? draft : { ...draft, region: findRegion(regions, draft.region.trim())?.key ?? '' };
}

export function addressErrors(draft: AddressDraft): DraftFaults {
  const given = typedOf(draft);
  const tooLong = formFields(draft.country).flatMap((field): [DraftField, DraftFault][] =>
    (given[field] ?? '').length > longestAddress[field] ? [[field, 'too-long']] : [],
  );
  const phone = draft.phone.trim();
  return {
    ...checkAddress(given),
    ...Object.fromEntries(tooLong),
    ...(phone && !readPhoneNumber(phone, draft.country) ? { phone: 'phone' as const } : {}),
  };
}

/** @param draft a valid draft */
export function toAddress(draft: AddressDraft): Address {
  const { name = '', line1 = '', ...rest } = typedOf(draft);
  const phone = readPhoneNumber(draft.phone.trim(), draft.country);
  return normaliseAddress({ name, line1, ...rest, ...(phone ? { phone } : {}) });
}

/** Reads the draft that this tab stored; anything else gives an empty form. */
export function readDraft(text: string | null, country: string): AddressDraft {
  try {
    const given: unknown = JSON.parse(text ?? '');
    if (typeof given !== 'object' || given === null) return emptyAddress(country);
    const known = draftFields.flatMap((field): [DraftField, string][] => {
      const value = Object.getOwnPropertyDescriptor(given, field)?.value;
      return typeof value === 'string' ? [[field, value]] : [];
    });
    const draft: AddressDraft = { ...emptyAddress(country), ...Object.fromEntries(known) };
    return inCountry(draft, countryCodes.includes(draft.country) ? draft.country : country);
  } catch {
    return emptyAddress(country);
  }
}

/** The fields of the country's form: input for another country stays in the draft but is not sent. */
const formFields = (country: string): readonly AddressField[] => formRows(country).flat();

function typedOf(draft: AddressDraft): Partial<Record<AddressField, string>> & { country: string } {
  const typed = formFields(draft.country).flatMap((field) => {
    const text = draft[field].trim();
    return text ? [[field, text]] : [];
  });
  return { ...Object.fromEntries(typed), country: draft.country };
}

/** An address as it is being typed, what is wrong with it, and the address it becomes. Pure. */
import type { Address } from '@mambogo/contracts/api/orders.ts';

export const addressFields = ['name', 'line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const;
export type AddressField = (typeof addressFields)[number];
export type AddressDraft = Readonly<Record<AddressField, string>>;
export type AddressFaults = Readonly<Partial<Record<AddressField, 'missing' | 'too-long'>>>;

/** The bounds of packages/contracts/src/api/orders.ts, which are checked again there. */
const longest: Readonly<Record<AddressField, number>> = {
  name: 100,
  line1: 200,
  line2: 200,
  postalCode: 20,
  city: 100,
  region: 100,
  country: 2,
};
const optional: readonly AddressField[] = ['line2', 'region'];

export const emptyAddress = (country: string): AddressDraft => ({
  name: '',
  line1: '',
  line2: '',
  postalCode: '',
  city: '',
  region: '',
  country,
});

export function addressFaults(draft: AddressDraft): AddressFaults {
  const faults = addressFields.flatMap((field): [AddressField, 'missing' | 'too-long'][] => {
    const text = draft[field].trim();
    if (text === '' && !optional.includes(field)) return [[field, 'missing']];
    return text.length > longest[field] ? [[field, 'too-long']] : [];
  });
  return Object.fromEntries(faults);
}

export const toAddress = (draft: AddressDraft): Address => {
  const { line2, region, ...rest } = Object.fromEntries(
    addressFields.map((field) => [field, draft[field].trim()]),
  ) as Record<AddressField, string>;
  return { ...rest, ...(line2 ? { line2 } : {}), ...(region ? { region } : {}) };
};

/** What was kept in an earlier visit of this tab; anything else is none. */
export function readDraft(text: string | null, country: string): AddressDraft {
  try {
    const given: unknown = JSON.parse(text ?? '');
    if (typeof given !== 'object' || given === null) return emptyAddress(country);
    const known = addressFields.flatMap((field): [AddressField, string][] => {
      const value = Object.getOwnPropertyDescriptor(given, field)?.value;
      return typeof value === 'string' ? [[field, value]] : [];
    });
    return { ...emptyAddress(country), ...Object.fromEntries(known) };
  } catch {
    return emptyAddress(country);
  }
}

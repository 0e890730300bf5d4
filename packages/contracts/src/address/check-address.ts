/** Validates an address, field by field, by the format of its country; for both the API and the check-out form. Pure. */
import { type AddressField, addressFields } from './address-fields.ts';
import { addressFormat, type PostalCodeFormat, type Region } from './address-format.ts';

export type AddressFault = 'missing' | 'postal-code' | 'region';
export type AddressFaults = Readonly<Partial<Record<AddressField, AddressFault>>>;

/** An address as entered; an empty field counts as missing. */
export type GivenAddress = Readonly<Partial<Record<AddressField, string>>> & { readonly country: string };

export function checkAddress(address: GivenAddress): AddressFaults {
  const { required, postalCode, regions } = addressFormat(address.country);
  const faultOf = (field: AddressField): AddressFault | undefined => {
    const text = address[field];
    if (!text) return required.has(field) ? 'missing' : undefined;
    if (field === 'postalCode' && postalCode && !postalCode.pattern.test(toPostalCode(text, postalCode)))
      return 'postal-code';
    if (field === 'region' && required.has(field) && regions.length > 0 && !findRegion(regions, text)) return 'region';
    return undefined;
  };
  return Object.fromEntries(
    addressFields.flatMap((field) => {
      const fault = faultOf(field);
      return fault ? [[field, fault]] : [];
    }),
  );
}

/** Normalizes an address for storage: postal codes as their country writes them, regions by key. */
export function normaliseAddress<A extends GivenAddress>(address: A): A {
  const { postalCode, region, country } = address;
  const format = addressFormat(country);
  const known = region && findRegion(format.regions, region);
  return {
    ...address,
    ...(postalCode ? { postalCode: toPostalCode(postalCode, format.postalCode) } : {}),
    ...(known ? { region: known.key } : {}),
  };
}

/** In capitals and half-width digits (East Asian keyboards type full-width ones), with the prefix only if the code has it. */
export function toPostalCode(text: string, format?: PostalCodeFormat): string {
  const typed = text.normalize('NFKC').toUpperCase();
  if (!format) return typed;
  const bare = typed.replace(new RegExp(`^${format.prefix}[- ]?`), '');
  return [typed, bare, `${format.prefix}-${bare}`].find((code) => format.pattern.test(code)) ?? typed;
}

/** Finds a region by its key or its name in either script, case-insensitively. */
export function findRegion(regions: readonly Region[], text: string): Region | undefined {
  const wanted = text.toLowerCase();
  return regions.find((region) =>
    [region.key, region.name, region.latin].some((name) => name?.toLowerCase() === wanted),
  );
}

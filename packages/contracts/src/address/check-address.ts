/** What is wrong with an address, field by field, by the format of its country: the same check in the API and the check-out form. Pure. */
import { type AddressField, addressFields } from './address-fields.ts';
import { addressFormat, type PostalCodeFormat, type Region } from './address-format.ts';

export type AddressFault = 'missing' | 'postal-code' | 'region';
export type AddressFaults = Readonly<Partial<Record<AddressField, AddressFault>>>;

/** An address as it is given; an empty field is none. */
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

/** As it is stored: postal codes as their country writes them, regions by their key. */
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

/** In capitals and plain digits (East Asian keyboards type full-width ones), with the country's prefix only where it is part of the code. */
export function toPostalCode(text: string, format?: PostalCodeFormat): string {
  const typed = text.normalize('NFKC').toUpperCase();
  if (!format) return typed;
  const bare = typed.replace(new RegExp(`^${format.prefix}[- ]?`), '');
  return [typed, bare, `${format.prefix}-${bare}`].find((code) => format.pattern.test(code)) ?? typed;
}

/** By its key or its name in either script, whatever the case. */
export function findRegion(regions: readonly Region[], text: string): Region | undefined {
  const wanted = text.toLowerCase();
  return regions.find((region) =>
    [region.key, region.name, region.latin].some((name) => name?.toLowerCase() === wanted),
  );
}

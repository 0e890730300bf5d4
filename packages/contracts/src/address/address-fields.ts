/** The fields of an address except country and phone number, with the maximum length of each. */

export const addressFields = ['name', 'line1', 'line2', 'district', 'city', 'region', 'postalCode'] as const;
export type AddressField = (typeof addressFields)[number];

export const longestAddress: Readonly<Record<AddressField, number>> = {
  name: 100,
  line1: 200,
  line2: 200,
  district: 100,
  city: 100,
  region: 100,
  postalCode: 20,
};

/** A shipping address as entered by a customer, validated by the rules of its country: ../address/address-format.ts. */
import { z } from 'zod';
import { longestAddress } from '../address/address-fields.ts';
import { addressFormat } from '../address/address-format.ts';
import { type AddressFault, checkAddress, normaliseAddress } from '../address/check-address.ts';
import { countryCodes } from '../address/country-codes.ts';
import { isPhoneNumber } from '../address/phone-number.ts';
import { asPersonal } from '../personal.ts';
import { SingleLineText } from '../text.ts';
import { Address } from './address.ts';

const typed = (max: number) => asPersonal(SingleLineText({ max }));
const isCountry = (code: string): boolean => countryCodes.includes(code);

export const AddressInput = Address.extend({
  name: typed(longestAddress.name),
  line1: typed(longestAddress.line1),
  line2: typed(longestAddress.line2).optional(),
  district: typed(longestAddress.district).optional(),
  city: typed(longestAddress.city).optional(),
  region: typed(longestAddress.region).optional(),
  postalCode: typed(longestAddress.postalCode).optional(),
  country: Address.shape.country.refine(isCountry, 'is not a country of ISO 3166-1'),
  phone: asPersonal(
    z
      .string()
      .max(20)
      .refine(isPhoneNumber, 'is not a phone number in E.164, such as +4930901820: plus, country calling code, number'),
  )
    .optional()
    .meta({ description: 'for the carrier, E.164', example: '+4930901820' }),
})
  .overwrite(normaliseAddress)
  .superRefine((address, context) => {
    if (!isCountry(address.country)) return;
    for (const [field, fault] of Object.entries(checkAddress(address)))
      context.addIssue({ code: 'custom', path: [field], message: messageOf(fault, address.country) });
  })
  .meta({
    id: 'AddressInput',
    description:
      'The country determines which fields are required and which postal codes and regions are valid: a postal code in Germany, a state and a ZIP code in the United States, an area and no postal code in Hong Kong. A problem lists each missing or invalid field.',
  });

const names = new Intl.DisplayNames('en', { type: 'region' });

function messageOf(fault: AddressFault, country: string): string {
  const { postalCode, regions } = addressFormat(country);
  const name = names.of(country) ?? country;
  switch (fault) {
    case 'missing':
      return `is required in ${name}`;
    case 'postal-code':
      return `is not a postal code of ${name}${postalCode?.example ? `, such as ${postalCode.example}` : ''}`;
    case 'region':
      return `is not a region of ${name}: ${regions
        .slice(0, 3)
        .map(({ key }) => key)
        .join(', ')} ... (${regions.length} in all)`;
  }
}

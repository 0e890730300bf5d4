/**
 * A shipping address as stored and returned: orders of earlier releases may have text, countries and postal codes that are no
 * longer accepted. Customers send an AddressInput (address-input.ts).
 */
import { z } from 'zod';
import { longestAddress } from '../address/address-fields.ts';
import { asPersonal } from '../personal.ts';

const shown = (max: number) => asPersonal(z.string().min(1).max(max));

export const Address = z
  .strictObject({
    name: shown(longestAddress.name),
    line1: shown(longestAddress.line1),
    line2: shown(longestAddress.line2).optional(),
    district: shown(longestAddress.district)
      .optional()
      .meta({ description: 'part of the city, in countries whose addresses have it' }),
    city: shown(longestAddress.city).optional(),
    region: shown(longestAddress.region)
      .optional()
      .meta({ description: 'state, province, prefecture ..., as the country writes it: `CA`, `Madrid`, `東京都`' }),
    postalCode: shown(longestAddress.postalCode).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .meta({ description: 'ISO 3166-1 alpha-2' }),
    phone: asPersonal(z.string().max(20))
      .optional()
      .meta({ description: 'for the carrier, E.164', example: '+4930901820' }),
  })
  .meta({ id: 'Address' });
export type Address = z.infer<typeof Address>;

/** What is personal of an order: it lies encrypted under the customer's key, and goes with it. */
import { Address } from '@mambogo/contracts/api/address.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { z } from 'zod';
import type { FoundOrder } from '../store/find-orders.ts';
import { ShopNotes } from './shop-notes.ts';

/** `note`: why they cancelled it, in the customer's own words. */
export const Personal = z.object({
  shippingAddress: Address,
  note: z.string().optional(),
  shopNotes: ShopNotes.optional(),
});
export type Personal = z.infer<typeof Personal>;

/** undefined: the customer was forgotten. */
export const personalOf = (
  { personal, wrappedKey }: Pick<FoundOrder, 'personal' | 'wrappedKey'>,
  personalData: PersonalData,
): Personal | undefined =>
  personal && wrappedKey ? Personal.parse(personalData.decrypt(wrappedKey, personal)) : undefined;

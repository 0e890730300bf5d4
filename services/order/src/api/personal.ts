/** The personal data of an order, encrypted with the customer's key and unreadable once that key is deleted. */
import { Address } from '@mambogo/contracts/api/address.ts';
import { asPersonal } from '@mambogo/contracts/personal.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { z } from 'zod';
import type { FoundOrder } from '../store/find-orders.ts';
import { ShopNotes } from './shop-notes.ts';

/** `note`: the customer's reason for cancelling. */
export const Personal = z.object({
  shippingAddress: Address,
  note: asPersonal(z.string()).optional(),
  shopNotes: ShopNotes.optional(),
});
export type Personal = z.infer<typeof Personal>;

/** undefined once the customer was erased. */
export const personalOf = (
  { personal, wrappedKey }: Pick<FoundOrder, 'personal' | 'wrappedKey'>,
  personalData: PersonalData,
): Personal | undefined =>
  personal && wrappedKey ? Personal.parse(personalData.decrypt(wrappedKey, personal)) : undefined;

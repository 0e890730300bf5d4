/** Whose a cart is, and so its key: a customer's id, or a guest's behind a word that no customer's id begins with. */
import { randomUUID } from 'node:crypto';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';

/** Who shops without an account. Who knows it has the cart, so it is all chance, unlike the ids of everything else. */
export const GuestId = z.uuidv4().brand<'GuestId'>();
export type GuestId = z.infer<typeof GuestId>;

export type Owner = CustomerId | `guest-${string}`;

export const newGuestId = (): GuestId => GuestId.parse(randomUUID());
export const isGuest = (owner: Owner): boolean => owner.startsWith('guest-');
export const ownerOfGuest = (id: GuestId): Owner => `guest-${id}`;

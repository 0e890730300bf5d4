/** The owner of a cart, which is also its key: a customer's id, or a guest's id with a prefix that no customer id has. */
import { randomUUID } from 'node:crypto';
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { z } from 'zod';

/** A user without an account. The id grants access to the cart, so unlike other ids it is fully random. */
export const GuestId = z.uuidv4().brand<'GuestId'>();
export type GuestId = z.infer<typeof GuestId>;

export type Owner = CustomerId | `guest-${string}`;

export const newGuestId = (): GuestId => GuestId.parse(randomUUID());
export const isGuest = (owner: Owner): boolean => owner.startsWith('guest-');
export const ownerOfGuest = (id: GuestId): Owner => `guest-${id}`;

/** The guest of a request: from a signed cookie, or from an older unsigned one if its cart exists. */
import type { Request } from 'express';
import type { Context } from '../context.ts';
import { isStored } from '../store/cart-record.ts';
import { type GuestId, ownerOfGuest } from '../store/owner.ts';

export async function guestIdOf({ guestCookies, carts }: Context, request: Request): Promise<GuestId | undefined> {
  const known = guestCookies.read(request);
  if (!known) return undefined;
  return known.isSigned || isStored(await carts.read(ownerOfGuest(known.id))) ? known.id : undefined;
}

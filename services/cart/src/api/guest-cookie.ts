/** The cookie by which a guest's cart is found again: out of reach of scripts, sent to the cart's own addresses alone. */
import { getCart, guestCookie } from '@mambogo/contracts/api/cart.ts';
import type { CookieOptions, Request, Response } from 'express';
import type { Settings } from '../settings.ts';
import { GuestId } from '../store/owner.ts';

/** undefined = a guest we have not met; a cookie that can't be one of ours is none. */
export function guestOf(request: Request): GuestId | undefined {
  const value = new RegExp(`(?:^|;) *${guestCookie}=([^; ]*)`).exec(request.headers.cookie ?? '')?.[1];
  return GuestId.safeParse(value).data;
}

/** As long as the cart is kept, from now on. */
export function rememberGuest(response: Response, guest: GuestId, settings: Settings): void {
  response.cookie(guestCookie, guest, { ...scope(settings), maxAge: settings.CART_SECONDS * 1_000 });
}

export function forgetGuest(response: Response, settings: Settings): void {
  response.cookie(guestCookie, '', { ...scope(settings), maxAge: 0 });
}

const scope = ({ PUBLIC_URL }: Settings): CookieOptions => ({
  path: getCart.path,
  httpOnly: true,
  sameSite: 'lax',
  secure: new URL(PUBLIC_URL).protocol === 'https:',
});

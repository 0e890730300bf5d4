/**
 * The cookie by which a guest's cart is found again: out of reach of scripts, and signed, so that nobody makes one up and no id
 * that was not given here is ever looked at. Where the shop is https it bears the prefix `__Host-`, which keeps other hosts of the
 * same domain from setting it, and so is sent to the whole shop; on a laptop it is sent to the cart's own addresses alone.
 *
 * Cookies of the release before are not signed and have no prefix: they are good for as long as the cart they name is there.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { getCart, guestCookie } from '@mambogo/contracts/api/cart.ts';
import type { CookieOptions, Request, Response } from 'express';
import { GuestId } from '../store/owner.ts';

export interface GuestIdentity {
  readonly id: GuestId;
  /** false: of the release before, or made up. */
  readonly isSigned: boolean;
}

export interface GuestCookies {
  /** undefined = a guest we have not met; a cookie that can't be one of ours is none. */
  read(request: Request): GuestIdentity | undefined;
  /** As long as a cart is kept, from now on. */
  set(response: Response, guest: GuestId): void;
  clear(response: Response): void;
}

export interface GuestCookieSettings {
  /** Credential `guest-cookie-key`. */
  readonly key: string;
  readonly publicUrl: string;
  readonly maxAgeSeconds: number;
}

export function createGuestCookies({ key, publicUrl, maxAgeSeconds }: GuestCookieSettings): GuestCookies {
  const secure = new URL(publicUrl).protocol === 'https:';
  const name = secure ? `__Host-${guestCookie}` : guestCookie;
  const always: CookieOptions = { httpOnly: true, sameSite: 'lax' };
  const scope: CookieOptions = { ...always, secure, path: secure ? '/' : getCart.path };
  const signatureOf = (id: string): string =>
    createHmac('sha256', key).update(`cart/guest-cookie:${id}`).digest().subarray(0, 16).toString('base64url');

  function parse(value: string | undefined): GuestIdentity | undefined {
    const [text, signature] = value?.split('.') ?? [];
    const id = GuestId.safeParse(text).data;
    if (!id) return undefined;
    if (signature === undefined) return { id, isSigned: false };
    return isEqualConstantTime(signature, signatureOf(id)) ? { id, isSigned: true } : undefined;
  }

  return {
    read: ({ headers }) =>
      parse(cookieOf(headers.cookie, name)) ?? (secure ? parse(cookieOf(headers.cookie, guestCookie)) : undefined),
    set(response, guest) {
      response.cookie(name, `${guest}.${signatureOf(guest)}`, { ...scope, maxAge: maxAgeSeconds * 1_000 });
    },
    clear(response) {
      response.cookie(name, '', { ...scope, maxAge: 0 });
      if (secure) response.cookie(guestCookie, '', { ...always, secure, path: getCart.path, maxAge: 0 });
    },
  };
}

const cookieOf = (header: string | undefined, name: string): string | undefined =>
  new RegExp(`(?:^|;) *${name}=([^; ]*)`).exec(header ?? '')?.[1];

const isEqualConstantTime = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

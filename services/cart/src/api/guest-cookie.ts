/**
 * The cookie that identifies a guest's cart: HttpOnly, and signed, so that it cannot be forged and only ids issued here are
 * looked up. With https its name has the prefix `__Host-`, which keeps other hosts of the same domain from setting it and
 * requires path `/`; without https (on a laptop) it is sent to the cart's paths only.
 *
 * Cookies of the previous release are unsigned and have no prefix: they are valid as long as their cart exists.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { getCart, guestCookie } from '@mambogo/contracts/api/cart.ts';
import type { CookieOptions, Request, Response } from 'express';
import { GuestId } from '../store/owner.ts';

export interface GuestIdentity {
  readonly id: GuestId;
  /** false: of the previous release, or forged. */
  readonly isSigned: boolean;
}

export interface GuestCookies {
  /** Returns undefined without a cookie, or if it cannot be one of ours. */
  read(request: Request): GuestIdentity | undefined;
  /** Sets the cookie, with a max-age equal to a cart's time to live. */
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
  const signingKey = createSecretKey(key, 'utf8');
  const signatureOf = (id: string): string =>
    createHmac('sha256', signingKey).update(`cart/guest-cookie:${id}`).digest().subarray(0, 16).toString('base64url');

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

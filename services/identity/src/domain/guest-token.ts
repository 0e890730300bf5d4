/**
 * Tokens of the links in mails to guests, who have no password to log in with elsewhere: `person.expiry.signature`. Whoever has one
 * is that guest until it expires. Pure.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import { isEqualConstantTime } from './equal-constant-time.ts';

/** Seconds: longer than a delivery and the time to return it take. */
export const guestTokenSeconds = 60 * 86_400;

/** @param now seconds since 1970 */
export function guestToken(key: KeyObject, personId: string, now: number): string {
  const signed = `${personId}.${(now + guestTokenSeconds).toString(36)}`;
  return `${signed}.${signatureOf(key, signed)}`;
}

/** @returns the person's id; undefined if it is not ours, or has expired */
export function guestOf(key: KeyObject, token: string, now: number): string | undefined {
  const [personId = '', expiry = '', signature = ''] = token.split('.');
  const isOurs = isEqualConstantTime(signature, signatureOf(key, `${personId}.${expiry}`));
  return isOurs && Number.parseInt(expiry, 36) > now ? personId : undefined;
}

const signatureOf = (key: KeyObject, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

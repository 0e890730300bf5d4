/** The header `psp-signature` of a callback: proves to the holder of the secret the sender, the body and the time. Pure. */
import { createHmac } from 'node:crypto';

export const signatureHeader = 'psp-signature';

/** `t=<unix seconds>,v1=<hex of the HMAC-SHA256 of "<t>.<bytes>">`. @param now epoch milliseconds */
export function signCallback(body: string, secret: string, now: number): string {
  const at = Math.floor(now / 1_000);
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}

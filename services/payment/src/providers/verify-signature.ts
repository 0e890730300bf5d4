/**
 * Whether bytes were signed by who knows the secret, and not long ago: `t=<unix seconds>,v1=<hex>`, where v1 is the
 * HMAC-SHA256 of `<t>.<bytes>` (as Stripe has it). Several v1 may be given, while a secret is being changed. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signed {
  readonly header: string | undefined;
  readonly body: Buffer;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Seconds that the signer's clock may be off, or the request have been on its way: a recorded one is soon worthless. */
export const tolerance = 300;

export function isSigned({ header, body, secret, now }: Signed): boolean {
  const fields = (header ?? '').split(',').map((field) => field.trim().split('=', 2));
  const values = (name: string) => fields.flatMap(([key, value]) => (key === name && value ? [value] : []));
  const [at, ...others] = values('t');
  if (!at || others.length > 0 || !/^\d{1,12}$/.test(at) || Math.abs(now / 1_000 - Number(at)) > tolerance)
    return false;
  const expected = createHmac('sha256', secret).update(`${at}.`).update(body).digest();
  return values('v1').some((hex) => /^[0-9a-f]{64}$/.test(hex) && timingSafeEqual(Buffer.from(hex, 'hex'), expected));
}

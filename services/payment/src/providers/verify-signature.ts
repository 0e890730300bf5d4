/**
 * Verifies that a body was signed with the secret, and recently: `t=<unix seconds>,v1=<hex>`, where v1 is the HMAC-SHA256 of
 * `<t>.<bytes>` (Stripe's scheme). Several v1 are allowed during a rotation of the secret. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Signed {
  readonly header: string | undefined;
  readonly body: Buffer;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Seconds allowed for clock skew and transit; limits replays of a recorded request. */
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

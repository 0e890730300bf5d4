/**
 * Device cookies (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"): a browser that has logged in to an account
 * carries a signed mark for it. The mark proves only that: guesses from that browser are counted separately, so that other
 * guessers can't lock it out. One cookie holds the marks of a few accounts, the latest first. Pure.
 *
 * A mark is `device.issued.mac`; only the MAC depends on the account.
 */
import { createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { isEqualConstantTime } from './equal-constant-time.ts';

/** The number of accounts one browser remembers. */
const maxMarks = 4;
/** Lifetime of a mark after the log-in, in seconds. */
export const deviceCookieSeconds = 15_552_000;

const mark = /^[\w-]{16}\.[0-9a-z]{1,8}\.[\w-]{22}$/;

/** The device's id, when `cookie` holds a valid mark for this person. @param now seconds since 1970 */
export function knownDevice(
  key: KeyObject,
  cookie: string | undefined,
  personId: string,
  now: number,
): string | undefined {
  return marksOf(cookie)
    .map((one) => one.split('.'))
    .find(([device = '', issued = '', mac = '']) => {
      const age = now - Number.parseInt(issued, 36);
      return age >= 0 && age < deviceCookieSeconds && isEqualConstantTime(mac, macOf(key, personId, device, issued));
    })?.[0];
}

/** The cookie after this person logged in: the device keeps its id for them. */
export function withDeviceMark(key: KeyObject, cookie: string | undefined, personId: string, now: number): string {
  const known = knownDevice(key, cookie, personId, now);
  const device = known ?? randomBytes(12).toString('base64url');
  const issued = now.toString(36);
  const others = marksOf(cookie).filter((one) => !known || !one.startsWith(`${known}.`));
  return [`${device}.${issued}.${macOf(key, personId, device, issued)}`, ...others].slice(0, maxMarks).join('~');
}

const marksOf = (cookie = ''): string[] =>
  cookie
    .split('~')
    .slice(0, maxMarks)
    .filter((one) => mark.test(one));

const macOf = (key: KeyObject, personId: string, device: string, issued: string): string =>
  createHmac('sha256', key).update(`${personId}.${device}.${issued}`).digest().subarray(0, 16).toString('base64url');

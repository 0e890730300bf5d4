/**
 * International e-mail addresses (RFC 6531, RFC 5890): letters of any script before the @, and domains by their punycode. Pure.
 */
import { domainToASCII } from 'node:url';
import { z } from 'zod';

/** RFC 5321 section 4.5.3.1: the maximum length of a mailbox, in octets. */
export const emailLength = 254;
const localLength = 64;

/**
 * The form used for comparison: mailboxes that differ only in case are the same in practice, and so are both ways to write a
 * domain.
 */
export function normaliseEmail(email: string): string {
  const text = email.normalize('NFKC').trim().toLowerCase();
  const [local, domain] = partsOf(text);
  return domain ? `${local}@${domainToASCII(domain) || domain}` : text;
}

export function isEmail(email: string): boolean {
  const [local, domain] = partsOf(email.normalize('NFC').trim());
  const ascii = domainToASCII(domain);
  const octets = Buffer.byteLength(local);
  if (!ascii || octets > localLength || octets + 1 + ascii.length > emailLength) return false;
  // The rest of the local part follows the rules of ASCII addresses.
  const rest = local.replaceAll(/[^\p{ASCII}]/gu, (character) => (/[\p{L}\p{M}\p{N}]/u.test(character) ? 'x' : ' '));
  return z.email().safeParse(`${rest}@example.com`).success && domainPattern.test(ascii);
}

/** Labels of letters, digits and inner hyphens (RFC 1123); the last one is not a number. */
const domainPattern = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

function partsOf(email: string): [local: string, domain: string] {
  const at = email.lastIndexOf('@');
  return at < 0 ? [email, ''] : [email.slice(0, at), email.slice(at + 1)];
}

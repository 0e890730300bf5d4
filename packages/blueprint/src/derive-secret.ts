/**
 * Derives every password, token and key of a shop from one root secret: the same root always gives the same secrets, no
 * secret reveals another, and only the root has to be stored.
 */
import { hkdfSync } from 'node:crypto';

/**
 * @param root the shop's root secret, at least 32 bytes
 * @param purpose what the secret is for, e.g. `database-password/order`
 * @returns 32 bytes as base64url (43 characters, safe in URLs and configuration files)
 */
export function deriveSecret(root: Uint8Array, purpose: string): string {
  if (root.length < 32) throw new Error('the root secret is shorter than 32 bytes');
  if (purpose === '') throw new Error('a derived secret needs a purpose');
  return Buffer.from(hkdfSync('sha256', root, 'mambogo', purpose, 32)).toString('base64url');
}

/**
 * Personal data at rest: AES-256-GCM with a key per person, which is wrapped with the service's key. To erase a person, their
 * wrapped key is deleted: every copy becomes unreadable, except in a backup that still has the key.
 * Layout of both ciphertexts: 12-byte nonce, 16-byte tag, ciphertext.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

export interface PersonalData {
  /** A new key for a person, wrapped for storage. */
  newKey(): Buffer;
  encrypt(wrappedKey: Buffer, value: unknown): Buffer;
  decrypt(wrappedKey: Buffer, data: Buffer): unknown;
  /** A keyed digest (base64url) of a text of this kind: equal for equal texts, and not invertible without the service's key. */
  blindIndex(kind: string, text: string): string;
}

/** @param masterKey 32 bytes as base64url (credential `personal-data-key`). */
export function createPersonalData(masterKey: string): PersonalData {
  const master = Buffer.from(masterKey, 'base64url');
  if (master.length !== 32) throw new Error('personal-data-key must be 32 bytes in base64url');
  const key = createSecretKey(master);
  const indexKey = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', 'blind index', 32)));
  const unwrap = (wrapped: Buffer) => createSecretKey(open(key, wrapped));
  return {
    newKey: () => seal(key, randomBytes(32)),
    encrypt: (wrapped, value) => seal(unwrap(wrapped), Buffer.from(JSON.stringify(value))),
    decrypt: (wrapped, data) => JSON.parse(open(unwrap(wrapped), data).toString('utf8')) as unknown,
    blindIndex: (kind, text) =>
      createHmac('sha256', indexKey).update(kind).update('\0').update(text).digest('base64url'),
  };
}

/** Authenticated encryption of `plain` under a 32-byte key. A KeyObject, since Node takes 25 µs to import a key from a Buffer. */
export function seal(key: KeyObject, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Decrypts; throws if the data was sealed with another key, or changed. */
export function open(key: KeyObject, sealed: Buffer): Buffer {
  // Without the length, a tag truncated to 4 bytes would be accepted.
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

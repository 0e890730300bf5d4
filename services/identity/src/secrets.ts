/**
 * The service's keys, each for one purpose, all derived from its two credentials. Losing `session-key` logs everybody out;
 * losing `personal-data-key` loses the accounts and the signing keys.
 */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { createPersonalData, type PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { readCredential, SettingsError } from '@mambogo/service/process/settings.ts';

export interface Secrets {
  readonly personalData: PersonalData;
  /** For the blind index that finds a person by login without storing the login. */
  readonly loginIndexKey: KeyObject;
  /** Salts the tag that finds a person by e-mail address and password. */
  readonly emailTagKey: KeyObject;
  /** For the blind index that counts an address's failures without storing the address. */
  readonly clientIndexKey: KeyObject;
  /** For the hashes of recovery codes. */
  readonly recoveryCodesKey: KeyObject;
  /** Seals the private signing keys. */
  readonly signingKeysKey: KeyObject;
  /** Seals sessions, grants, codes and refresh tokens. */
  readonly recordsKey: KeyObject;
  /** Makes the CSRF tokens of the account pages' forms, which are bound to the session. */
  readonly formsKey: KeyObject;
  /** Signs the links in mails to guests. */
  readonly guestLinksKey: KeyObject;
  /** Signs the links with which a new password is chosen. */
  readonly passwordResetKey: KeyObject;
  /** Signs the marks of known browsers. */
  readonly devicesKey: KeyObject;
  /** Signs cookies; the first signs, all verify. */
  readonly cookieKeys: readonly string[];
}

export function readSecrets(credentialsDir: string): Secrets {
  const people = readKey(credentialsDir, 'personal-data-key');
  const sessions = readKey(credentialsDir, 'session-key');
  return {
    ...accountSecrets(people),
    emailTagKey: derive(people, 'identity/email-tag'),
    clientIndexKey: derive(people, 'identity/client-index'),
    recoveryCodesKey: derive(people, 'identity/recovery-codes'),
    signingKeysKey: derive(people, 'identity/signing-keys'),
    recordsKey: derive(sessions, 'identity/records'),
    formsKey: derive(sessions, 'identity/forms'),
    guestLinksKey: derive(sessions, 'identity/guest-links'),
    passwordResetKey: derive(sessions, 'identity/password-reset'),
    devicesKey: derive(sessions, 'identity/devices'),
    cookieKeys: [deriveBytes(sessions, 'identity/cookies').toString('base64url')],
  };
}

/** What an account is stored and found by. @param people the credential `personal-data-key` */
export const accountSecrets = (people: Buffer): Pick<Secrets, 'personalData' | 'loginIndexKey'> => ({
  personalData: createPersonalData(people.toString('base64url')),
  loginIndexKey: derive(people, 'identity/login-index'),
});

function readKey(folder: string, name: string): Buffer {
  const key = Buffer.from(readCredential(folder, name), 'base64url');
  if (key.length !== 32) throw new SettingsError(`bad settings: the credential ${name} must be 32 bytes in base64url`);
  return key;
}

const deriveBytes = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));

/** A KeyObject, since Node takes 25 µs to import a key from a Buffer each time it is used. */
const derive = (key: Buffer, purpose: string): KeyObject => createSecretKey(deriveBytes(key, purpose));

/** Rows of the identity database, for reading. */
import type { Role } from '@mambogo/contracts/scopes.ts';
import { EntitySchema } from 'typeorm';

export interface PersonRow {
  id: string;
  /** HMAC of the normalised login. */
  loginIndex: Buffer;
  /** A PHC string, see password-hash.ts. */
  passwordHash: string;
  roles: Role[];
  /** The person's own key, wrapped; without it `personalData` is permanently unreadable. */
  personalKey: Buffer;
  personalData: Buffer;
  /** See people.ts; null when there is no e-mail address to log in with. */
  emailTag: Buffer | null;
  /** HMAC of the normalised e-mail address: accounts that share it share a counter of attempts. */
  emailIndex: Buffer | null;
  /** HMAC of what the login looks like; null for accounts older than that, until completeIndexes. */
  loginSkeleton: Buffer | null;
  /** Tokens of a lower epoch are rejected. */
  tokenEpoch: number;
  /** Bought without an account: nobody knows their login and password. */
  guest: boolean;
}

export const PersonEntity = new EntitySchema<PersonRow>({
  name: 'person',
  columns: {
    id: { type: 'uuid', primary: true },
    loginIndex: { name: 'login_index', type: 'bytea' },
    passwordHash: { name: 'password_hash', type: 'text' },
    roles: { type: 'text', array: true },
    personalKey: { name: 'personal_key', type: 'bytea' },
    personalData: { name: 'personal_data', type: 'bytea' },
    emailTag: { name: 'email_tag', type: 'bytea', nullable: true },
    emailIndex: { name: 'email_index', type: 'bytea', nullable: true },
    loginSkeleton: { name: 'login_skeleton', type: 'bytea', nullable: true },
    tokenEpoch: { name: 'token_epoch', type: 'int' },
    guest: { type: 'boolean' },
  },
});

export interface SigningKeyRow {
  /** RFC 7638 thumbprint of the public key. */
  kid: string;
  /** The private JWK, sealed. */
  privateKey: Buffer;
  createdAt: Date;
}

export const SigningKeyEntity = new EntitySchema<SigningKeyRow>({
  name: 'signing_key',
  columns: {
    kid: { type: 'text', primary: true },
    privateKey: { name: 'private_key', type: 'bytea' },
    createdAt: { name: 'created_at', type: 'timestamptz', createDate: true },
  },
});

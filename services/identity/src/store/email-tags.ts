/** Tags of an e-mail address and a password together, by which the person who has both is found; see people.ts. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { normaliseEmail } from '../domain/email-address.ts';
import type { PersonRow } from './entities.ts';
import { saltedHash } from './password-hash.ts';

export const createEmailTags =
  (key: KeyObject) =>
  (email: string, password: string): Promise<Buffer> =>
    saltedHash(password, createHmac('sha256', key).update(normaliseEmail(email)).digest());

/** Two people with one address and one password cannot be distinguished by these: the second has to use the user name. */
export async function claimUntagged(
  manager: EntityManager,
  id: string,
  values: Partial<PersonRow>,
): Promise<Partial<PersonRow>> {
  if (!values.emailTag) return values;
  const rows = await manager.query<unknown[]>('select 1 from person where email_tag = $1 and id <> $2', [
    values.emailTag,
    id,
  ]);
  return rows.length > 0 ? { ...values, emailTag: null } : values;
}

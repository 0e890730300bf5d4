/** Blind indexes by which people are found and distinguished without storing what they are made of. */
import { createHmac, type KeyObject } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { skeletonOf } from '../domain/account-name.ts';
import { normaliseLogin } from '../domain/account-rules.ts';
import { normaliseEmail } from '../domain/email-address.ts';
import type { Secrets } from '../secrets.ts';
import { PersonalData } from './personal-data.ts';

export interface PersonIndexes {
  login(login: string): Buffer;
  email(email: string): Buffer;
  /** The same for logins that look the same. */
  skeleton(login: string): Buffer;
}

export function createPersonIndexes(loginIndexKey: KeyObject): PersonIndexes {
  const digest = (prefix: string, text: string) =>
    createHmac('sha256', loginIndexKey)
      .update(prefix + text)
      .digest();
  return {
    login: (login) => digest('', normaliseLogin(login)),
    email: (email) => digest('email ', normaliseEmail(email)),
    skeleton: (login) => digest('skeleton ', skeletonOf(login)),
  };
}

/** Fills in what older versions did not store: the e-mail index, and the skeleton of the first of those that look alike. */
export async function completeIndexes(
  database: DataSource,
  { personalData, loginIndexKey }: Pick<Secrets, 'personalData' | 'loginIndexKey'>,
): Promise<void> {
  const indexes = createPersonIndexes(loginIndexKey);
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await database.query<{ id: string; key: Buffer; data: Buffer }[]>(
      `select id, personal_key as key, personal_data as data from person
       where login_skeleton is null and id > $1 order by id limit 500`,
      [after],
    );
    for (const { id, key, data } of rows) {
      const { login, email } = PersonalData.parse(personalData.decrypt(key, data));
      await database.query(
        `update person set email_index = $2, login_skeleton = case
           when exists (select 1 from person where login_skeleton = $3) then null else $3 end where id = $1`,
        [id, email ? indexes.email(email) : null, indexes.skeleton(login)],
      );
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

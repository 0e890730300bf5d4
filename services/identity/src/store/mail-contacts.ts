/** Whom messages to a person go to, and in which language. */
import type { MailContact } from '@mambogo/contracts/api/internal-mail.ts';
import type { MailLanguage } from '@mambogo/contracts/enumerations.ts';
import type { DataSource } from 'typeorm';
import { guestToken } from '../domain/guest-token.ts';
import type { Secrets } from '../secrets.ts';
import { PersonalData } from './personal-data.ts';

export interface MailContacts {
  /** undefined: no person has that id. */
  find(id: string): Promise<MailContact | undefined>;
  /** Remembers the language of a log-in. */
  spoke(id: string, language: MailLanguage): Promise<void>;
}

interface Row {
  personal_key: Buffer;
  personal_data: Buffer;
  language: MailLanguage | null;
  guest: boolean;
}

export const createMailContacts = (
  database: Pick<DataSource, 'query'>,
  { personalData, guestLinksKey }: Pick<Secrets, 'personalData' | 'guestLinksKey'>,
): MailContacts => ({
  async find(id) {
    const [row] = await database.query<Row[]>(
      'select personal_key, personal_data, language, guest from person where id = $1',
      [id],
    );
    if (!row) return undefined;
    const { login, email } = PersonalData.parse(personalData.decrypt(row.personal_key, row.personal_data));
    const name = row.guest ? { guestToken: guestToken(guestLinksKey, id, Math.floor(Date.now() / 1_000)) } : { login };
    return { ...name, email, language: row.language ?? undefined };
  },

  async spoke(id, language) {
    await database.query('update person set language = $2 where id = $1 and language is distinct from $2', [
      id,
      language,
    ]);
  },
});

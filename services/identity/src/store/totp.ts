/**
 * Authenticator apps (TOTP, RFC 6238): one per person, its secret sealed with the person's key. It is active once a first code
 * has proved that the app has it; a code works once, within one step of 30 s before and after.
 */
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { Secret, TOTP } from 'otpauth';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

export interface Totp {
  /** The key for the app, base32: a fresh one unless one awaits confirmation; undefined: the person has an app. */
  begin(personId: string): Promise<string | undefined>;
  /** The app's first code; false: it does not match the pending key. */
  confirm(personId: string, code: string): Promise<boolean>;
  /** false: wrong, or used before. */
  verify(personId: string, code: string): Promise<boolean>;
  remove(personId: string): Promise<boolean>;
}

interface Row {
  secret: Buffer;
  personal_key: Buffer;
  confirmed_at: Date | null;
}

const period = 30;
const settings = { algorithm: 'SHA1', digits: 6, period } as const;

/** The URI that an app reads from a QR code. */
export const totpAddress = (label: string, secret: string): string =>
  new TOTP({ ...settings, issuer: 'Mambogo', label, secret: Secret.fromBase32(secret) }).toString();

export function createTotp(database: DataSource, personalData: PersonalData): Totp {
  const find = async (personId: string): Promise<(Row & { base32: string }) | undefined> => {
    const [row] = await database.query<Row[]>(
      'select secret, personal_key, confirmed_at from totp join person on person.id = person_id where person_id = $1',
      [personId],
    );
    return row && { ...row, base32: z.string().parse(personalData.decrypt(row.personal_key, row.secret)) };
  };

  /** @param isConfirmed which kind of app the code must belong to; one statement uses up its step */
  async function use(personId: string, code: string, isConfirmed: boolean): Promise<boolean> {
    const row = await find(personId);
    if (!row || (row.confirmed_at !== null) !== isConfirmed) return false;
    const delta = new TOTP({ ...settings, secret: Secret.fromBase32(row.base32) }).validate({ token: code, window: 1 });
    if (delta === null) return false;
    const [, count] = await database.query<[unknown[], number]>(
      'update totp set last_step = $2, confirmed_at = coalesce(confirmed_at, now()) where person_id = $1 and last_step < $2',
      [personId, Math.floor(Date.now() / 1_000 / period) + delta],
    );
    return count > 0;
  }

  return {
    async begin(personId) {
      const [person] = await database.query<{ personal_key: Buffer }[]>(
        'select personal_key from person where id = $1',
        [personId],
      );
      if (!person) return undefined;
      const fresh = personalData.encrypt(person.personal_key, new Secret({ size: 20 }).base32);
      await database.query('insert into totp (person_id, secret) values ($1, $2) on conflict do nothing', [
        personId,
        fresh,
      ]);
      const row = await find(personId);
      return row?.confirmed_at === null ? row.base32 : undefined;
    },
    confirm: (personId, code) => use(personId, code, false),
    verify: (personId, code) => use(personId, code, true),
    async remove(personId) {
      const [, count] = await database.query<[unknown[], number]>('delete from totp where person_id = $1', [personId]);
      return count > 0;
    },
  };
}

/**
 * Passkeys (WebAuthn credentials): each authenticator's public key and signature counter. Their names are personal data, sealed
 * with the person's key; the rows are deleted with the person.
 */
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

export interface Passkey {
  /** The credential's id, base64url. */
  readonly id: string;
  readonly personId: string;
  /** COSE. */
  readonly publicKey: Buffer;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly usedAt?: Date;
}

export type NewPasskey = Omit<Passkey, 'createdAt' | 'usedAt'> & { readonly counter: number };

export interface Passkeys {
  /** Oldest first. */
  list(personId: string): Promise<Passkey[]>;
  find(id: string): Promise<Passkey | undefined>;
  /** false: the credential exists already, or there are too many. */
  add(passkey: NewPasskey): Promise<boolean>;
  /** Records a use. false: the authenticator has a counter and it did not increase, so it was cloned. */
  used(id: string, counter: number): Promise<boolean>;
  /** false: this person has no such passkey. */
  remove(personId: string, id: string): Promise<boolean>;
}

/** Maximum per person. */
export const maxPasskeys = 20;

interface Row {
  credential_id: Buffer;
  person_id: string;
  public_key: Buffer;
  transports: string[];
  name: Buffer;
  personal_key: Buffer;
  created_at: Date;
  used_at: Date | null;
}

export function createPasskeys(database: DataSource, personalData: PersonalData): Passkeys {
  const read = (row: Row): Passkey => ({
    id: row.credential_id.toString('base64url'),
    personId: row.person_id,
    publicKey: row.public_key,
    transports: row.transports,
    name: z.string().parse(personalData.decrypt(row.personal_key, row.name)),
    createdAt: row.created_at,
    usedAt: row.used_at ?? undefined,
  });
  return {
    async list(personId) {
      const rows = await database.query<Row[]>(`${select} where person_id = $1 order by created_at, credential_id`, [
        personId,
      ]);
      return rows.map(read);
    },
    async find(id) {
      const [row] = await database.query<Row[]>(`${select} where credential_id = $1`, [bytes(id)]);
      return row && read(row);
    },
    add: ({ id, personId, publicKey, transports, name, counter }) =>
      database.transaction(async (manager) => {
        const [person] = await manager.query<{ personal_key: Buffer }[]>(
          'select personal_key from person where id = $1 for update',
          [personId],
        );
        if (!person) return false;
        const added = await manager.query<unknown[]>(
          `insert into passkey (credential_id, person_id, public_key, counter, transports, name)
           select $1, $2, $3, $4, $5, $6 where (select count(*) from passkey where person_id = $2) < ${maxPasskeys}
           on conflict do nothing returning 1`,
          [bytes(id), personId, publicKey, counter, transports, personalData.encrypt(person.personal_key, name)],
        );
        return added.length > 0;
      }),
    async used(id, counter) {
      const [, count] = await database.query<[unknown[], number]>(
        `update passkey set counter = $2::bigint, used_at = now()
         where credential_id = $1 and ($2::bigint > counter or ($2::bigint = 0 and counter = 0))`,
        [bytes(id), counter],
      );
      return count > 0;
    },
    async remove(personId, id) {
      const [, count] = await database.query<[unknown[], number]>(
        'delete from passkey where person_id = $1 and credential_id = $2',
        [personId, bytes(id)],
      );
      return count > 0;
    },
  };
}

const select = `select credential_id, person_id, public_key, transports, name, personal_key, passkey.created_at, used_at
  from passkey join person on person.id = person_id`;
const bytes = (id: string): Buffer => Buffer.from(id, 'base64url');

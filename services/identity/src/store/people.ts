/**
 * People: found by a blind index of their login, their personal data (the login itself) encrypted under a key of their
 * own. Nothing in the table names anybody.
 */
import { createHmac } from 'node:crypto';
import { newId } from '@mambogo/contracts/ids.ts';
import type { Role } from '@mambogo/contracts/scopes.ts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { normaliseLogin } from '../domain/account-rules.ts';
import type { Secrets } from '../secrets.ts';
import { PersonEntity, type PersonRow } from './entities.ts';
import { hashPassword } from './password-hash.ts';

const PersonalData = z.object({ login: z.string() });

export interface Person {
  readonly id: string;
  readonly login: string;
  readonly roles: readonly Role[];
}

export interface NewPerson {
  /** Default: a fresh UUIDv7. */
  readonly id?: string;
  readonly login: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

export interface People {
  /** The blind index of a login, as the tables have it. */
  indexOf(login: string): Buffer;
  find(id: string): Promise<Person | undefined>;
  /** What is needed to check a password. */
  findByLogin(login: string): Promise<Pick<PersonRow, 'id' | 'passwordHash'> | undefined>;
  /** The new person's id; undefined when the login (or the id) is taken. */
  add(person: NewPerson): Promise<string | undefined>;
}

export function createPeople(database: DataSource, secrets: Pick<Secrets, 'personalData' | 'loginIndexKey'>): People {
  const { personalData, loginIndexKey } = secrets;
  const indexOf = (login: string) => createHmac('sha256', loginIndexKey).update(normaliseLogin(login)).digest();
  return {
    indexOf,

    async find(id) {
      if (!z.uuid().safeParse(id).success) return undefined;
      const row = await database.manager.findOneBy(PersonEntity, { id });
      if (!row) return undefined;
      const { login } = PersonalData.parse(personalData.decrypt(row.personalKey, row.personalData));
      return { id: row.id, login, roles: row.roles };
    },

    async findByLogin(login) {
      const row = await database.manager.findOneBy(PersonEntity, { loginIndex: indexOf(login) });
      return row ?? undefined;
    },

    async add({ id = newId(), login, password, roles }) {
      const personalKey = personalData.newKey();
      const rows = await database.query<{ id: string }[]>(
        `insert into person (id, login_index, password_hash, roles, personal_key, personal_data)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
        [
          id,
          indexOf(login),
          await hashPassword(password),
          roles,
          personalKey,
          personalData.encrypt(personalKey, { login: login.trim() }),
        ],
      );
      return rows[0]?.id;
    },
  };
}

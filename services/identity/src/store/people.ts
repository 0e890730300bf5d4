/**
 * People: found by a blind index of their login, their personal data (login, e-mail) encrypted under a key of their own. The
 * table contains no names.
 *
 * An e-mail address is never verified, so it proves nothing and several people may have it: a log-in with one finds its person
 * by a tag of address and password together. Claiming another person's address takes nothing from them and reveals nothing: it
 * always succeeds.
 */
import { newId } from '@mambogo/contracts/ids.ts';
import type { Personal } from '@mambogo/contracts/personal.ts';
import type { Role } from '@mambogo/contracts/scopes.ts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Secrets } from '../secrets.ts';
import { claimUntagged, createEmailTags } from './email-tags.ts';
import { PersonEntity, type PersonRow } from './entities.ts';
import { type ErasureDependencies, erasePerson } from './erase-person.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { createPersonIndexes } from './person-indexes.ts';
import { PersonalData } from './personal-data.ts';
import { isUniqueViolation } from './unique-violation.ts';

export interface Person {
  readonly id: string;
  readonly login: Personal<string>;
  /** As typed; not verified. */
  readonly email?: Personal<string>;
  readonly roles: readonly Role[];
  /** Part of access tokens; raised to end them all. */
  readonly tokenEpoch: number;
  /** Bought without an account: has no login or password that anybody knows (decision 87). */
  readonly guest: boolean;
}

export interface NewPerson {
  /** Default: a fresh UUIDv7. */
  readonly id?: string;
  readonly login: Personal<string>;
  readonly password: string;
  readonly email?: Personal<string>;
  readonly roles: readonly Role[];
  readonly guest?: boolean;
}

/** The accounts that a user name or an e-mail address may mean. */
export interface Candidate {
  /** None: no account has that name or address. */
  readonly id?: string;
  /** The key that attempts at this account's password are counted by, under any name. */
  readonly key: Buffer;
}

export interface People {
  /** The blind index of a login, as stored. */
  indexOf(login: string): Buffer;
  /** The same for an e-mail address. */
  emailIndexOf(email: string): Buffer;
  find(id: string): Promise<Person | undefined>;
  /** At least one, at most `mostCandidates`: several only where they share an e-mail address. */
  candidates(nameOrEmail: string): Promise<readonly Candidate[]>;
  /** The person with this user name, or else e-mail address, and password. Takes the same work when there is none. */
  authenticate(nameOrEmail: string, password: string): Promise<string | undefined>;
  /** Whether this is the person's password. */
  isPassword(id: string, password: string): Promise<boolean>;
  /** The new person's id; undefined when the login, one that looks like it, or the id is taken. */
  add(person: NewPerson): Promise<string | undefined>;
  /** Makes a guest an account with this login and password; false when the login, or one that looks like it, is taken. */
  claim(id: string, login: string, password: string): Promise<boolean>;
  /** @param password the person's own: the tag is made of it */
  changeEmail(id: string, email: string | undefined, password: string): Promise<void>;
  changePassword(id: string, password: string): Promise<void>;
  /** Erases a person, here and in the services that keep data about them: erase-person.ts. */
  remove(id: string): Promise<void>;
}

const maxCandidates = 5;

type Keys = Pick<Secrets, 'personalData' | 'loginIndexKey' | 'emailTagKey'>;

export function createPeople(
  { database, ...erasing }: ErasureDependencies & { readonly database: DataSource },
  { personalData, loginIndexKey, emailTagKey }: Keys,
): People {
  const indexes = createPersonIndexes(loginIndexKey);
  const tagOf = createEmailTags(emailTagKey);
  const secretsOf = async (email: string | undefined, password: string) => {
    const [passwordHash, emailTag] = await Promise.all([hashPassword(password), email ? tagOf(email, password) : null]);
    return { passwordHash, emailTag };
  };
  const dataOf = (row: PersonRow) => PersonalData.parse(personalData.decrypt(row.personalKey, row.personalData));
  let nobody: Promise<string> | undefined;

  async function matches(row: PersonRow | null, password: string): Promise<boolean> {
    nobody ??= hashPassword('nobody');
    return (await verifyPassword(password, row?.passwordHash ?? (await nobody))) && row !== null;
  }

  async function byEmail(email: string, password: string): Promise<string | undefined> {
    const row = await database.manager.findOneBy(PersonEntity, { emailTag: await tagOf(email, password) });
    return row?.id;
  }

  /** Reads, decides and writes one person under a lock. */
  const change = (id: string, decide: (row: PersonRow) => Promise<Partial<PersonRow>>): Promise<void> =>
    database.transaction(async (manager) => {
      const row = await manager.findOne(PersonEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (row) await manager.update(PersonEntity, { id }, await claimUntagged(manager, id, await decide(row)));
    });

  return {
    indexOf: indexes.login,
    emailIndexOf: indexes.email,

    async find(id) {
      if (!z.uuid().safeParse(id).success) return undefined;
      const row = await database.manager.findOneBy(PersonEntity, { id });
      return row
        ? { id: row.id, roles: row.roles, tokenEpoch: row.tokenEpoch, guest: row.guest, ...dataOf(row) }
        : undefined;
    },

    async candidates(nameOrEmail) {
      const rows = await database.query<{ id: string; key: Buffer }[]>(
        'select id, login_index as key from person where (login_index = $1 or email_index = $2) and not guest order by id limit $3',
        [indexes.login(nameOrEmail), indexes.email(nameOrEmail), maxCandidates],
      );
      return rows.length > 0 ? rows : [{ key: indexes.login(nameOrEmail) }];
    },

    async authenticate(nameOrEmail, password) {
      const row = await database.manager.findOneBy(PersonEntity, { loginIndex: indexes.login(nameOrEmail) });
      const [isTheirs, other] = await Promise.all([
        matches(row, password),
        nameOrEmail.includes('@') ? byEmail(nameOrEmail, password) : undefined,
      ]);
      return isTheirs ? row?.id : other;
    },

    isPassword: async (id, password) => matches(await database.manager.findOneBy(PersonEntity, { id }), password),

    async add({ id = newId(), login, password, email, roles, guest = false }) {
      const personalKey = personalData.newKey();
      const { passwordHash, emailTag } = await secretsOf(email, password);
      const data = { login: login.trim(), email: email?.trim() };
      return database.transaction(async (manager) => {
        const known = await claimUntagged(manager, id, { emailTag });
        const rows = await manager.query<{ id: string }[]>(
          `insert into person (id, login_index, password_hash, roles, personal_key, personal_data, email_tag, email_index, login_skeleton, guest)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
          [
            id,
            indexes.login(login),
            passwordHash,
            roles,
            personalKey,
            personalData.encrypt(personalKey, data),
            known.emailTag,
            email ? indexes.email(email) : null,
            indexes.skeleton(login),
            guest,
          ],
        );
        return rows[0]?.id;
      });
    },

    changeEmail: (id, email, password) =>
      change(id, async (row) => ({
        personalData: personalData.encrypt(row.personalKey, { ...dataOf(row), email: email?.trim() }),
        emailTag: email ? await tagOf(email, password) : null,
        emailIndex: email ? indexes.email(email) : null,
      })),

    changePassword: (id, password) => change(id, (row) => secretsOf(dataOf(row).email, password)),

    async claim(id, login, password) {
      try {
        await change(id, async (row) => {
          const { email } = dataOf(row);
          return {
            guest: false,
            loginIndex: indexes.login(login),
            loginSkeleton: indexes.skeleton(login),
            ...(await secretsOf(email, password)),
            personalData: personalData.encrypt(row.personalKey, { login: login.trim(), email }),
          };
        });
        return true;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    remove: (id) => erasePerson(erasing, id),
  };
}

/** People for an administrator: listed, found by a whole user name or e-mail address, and given roles. */
import type { Role } from '@mambogo/contracts/scopes.ts';
import { appendStaffAction } from '@mambogo/messaging/audit/staff-action-log.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import type { DataSource } from 'typeorm';
import type { Secrets } from '../secrets.ts';
import type { People } from './people.ts';
import { PersonalData } from './personal-data.ts';
import type { Revocations } from './revocations.ts';

export interface AdministeredPerson {
  readonly id: string;
  readonly login: string;
  /** As typed; not verified. */
  readonly email?: string;
  readonly roles: readonly Role[];
  readonly secondFactor: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt?: Date;
}

export type RoleChange = 'changed' | 'unchanged' | 'gone' | 'last-administrator';

export interface AdministeredPeople {
  /** Newest first. @param before an id: only those after it in this order */
  list(size: number, before?: string): Promise<AdministeredPerson[]>;
  search(nameOrEmail: string): Promise<AdministeredPerson[]>;
  /** Those of the ids that exist. */
  contacts(ids: readonly string[]): Promise<AdministeredPerson[]>;
  find(id: string): Promise<AdministeredPerson | undefined>;
  /** Revokes tokens with the previous roles at the commit, and logs the action. */
  setRoles(id: string, roles: readonly Role[], by: Pick<EventMetadata, 'actor' | 'cause'>): Promise<RoleChange>;
}

interface Row {
  id: string;
  roles: Role[];
  personal_key: Buffer;
  personal_data: Buffer;
  second_factor: boolean;
  created_at: Date;
  last_seen_at: Date | null;
}

const select = `select id, roles, personal_key, personal_data, created_at,
    (select max(used_at) from signed_in where person_id = person.id) as last_seen_at,
    exists (select 1 from passkey where person_id = person.id)
      or exists (select 1 from totp where person_id = person.id and confirmed_at is not null) as second_factor
  from person`;
/** Several people can have one address. */
const maxFound = 100;

export function createAdministeredPeople(
  database: DataSource,
  { personalData }: Pick<Secrets, 'personalData'>,
  people: People,
  revoke: Revocations,
): AdministeredPeople {
  const read = async (where: string, values: readonly unknown[]): Promise<AdministeredPerson[]> => {
    const rows = await database.query<Row[]>(`${select} ${where}`, [...values]);
    return rows.map((row) => ({
      id: row.id,
      ...PersonalData.parse(personalData.decrypt(row.personal_key, row.personal_data)),
      roles: row.roles,
      secondFactor: row.second_factor,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at ?? undefined,
    }));
  };
  return {
    list: (size, before) =>
      read('where $2::uuid is null or id < $2::uuid order by id desc limit $1', [size, before ?? null]),
    search: (text) =>
      read(`where login_index = $1 or email_index = $2 order by id desc limit ${maxFound}`, [
        people.indexOf(text),
        people.emailIndexOf(text),
      ]),
    contacts: (ids) => read('where id = any($1::uuid[])', [ids]),
    find: async (id) => (await read('where id = $1', [id]))[0],
    setRoles: (id, roles, by) =>
      database.transaction(async (manager) => {
        // Locks all administrators, so that two who remove each other's role do not both succeed.
        const locked = await manager.query<{ id: string; roles: Role[] }[]>(
          "select id, roles from person where id = $1 or 'ADMIN' = any(roles) order by id for update",
          [id],
        );
        const person = locked.find((one) => one.id === id);
        if (!person) return 'gone';
        if (person.roles.join() === roles.join()) return 'unchanged';
        const others = locked.filter((one) => one.id !== id && one.roles.includes('ADMIN'));
        if (person.roles.includes('ADMIN') && !roles.includes('ADMIN') && others.length === 0)
          return 'last-administrator';
        await manager.query('update person set roles = $2 where id = $1', [id, roles]);
        await revoke.person(manager, id);
        await appendStaffAction(manager, by, {
          kind: 'person',
          subject: id,
          type: 'roles.changed',
          data: { roles: roles.join(' '), rolesBefore: person.roles.join(' ') },
        });
        return 'changed';
      }),
  };
}

/** Adds the demo accounts where they are wanted and removes them elsewhere (their passwords are public). */
import type { DataSource } from 'typeorm';
import type { NewPerson, People } from './people.ts';

export const demoAccounts: readonly (NewPerson & { readonly id: string })[] = [
  { id: '01980000-0000-7000-8000-00000000d301', login: 'demo', password: 'demo', roles: ['USER'] },
  { id: '01980000-0000-7000-8000-00000000d302', login: 'admin', password: 'admin', roles: ['USER', 'ADMIN'] },
  { id: '01980000-0000-7000-8000-00000000d303', login: 'operator', password: 'operator', roles: ['USER', 'OPERATOR'] },
];

export async function seedDemoAccounts(database: DataSource, people: People): Promise<void> {
  for (const account of demoAccounts) if (!(await isThere(database, account.id))) await people.add(account);
}

export async function removeDemoAccounts(people: People): Promise<void> {
  for (const { id } of demoAccounts) await people.remove(id);
}

const isThere = async (database: DataSource, id: string): Promise<boolean> =>
  (await database.query<unknown[]>('select 1 from person where id = $1', [id])).length > 0;

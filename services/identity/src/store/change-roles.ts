/** Gives somebody other roles; every token that says the old ones ends with the same commit. */
import type { Role } from '@mambogo/contracts/scopes.ts';
import type { DataSource } from 'typeorm';
import { PersonEntity } from './entities.ts';
import type { Revocations } from './revocations.ts';

export const changeRoles = (
  { database, revoke }: { readonly database: DataSource; readonly revoke: Revocations },
  id: string,
  roles: readonly Role[],
): Promise<void> =>
  database.transaction(async (manager) => {
    await manager.update(PersonEntity, { id }, { roles: [...roles] });
    await revoke.person(manager, id);
  });

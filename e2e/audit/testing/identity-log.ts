/** For tests: identity's database, with two changes of a person's roles in its log of staff's actions. */
import { newId } from '@mambogo/contracts/ids.ts';
import { schema } from '@mambogo/identity/src/store/database.ts';
import { appendStaffAction } from '@mambogo/messaging/audit/staff-action-log.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import type { TamperedLog } from './tamper.ts';

export interface IdentityLog extends Omit<TamperedLog, 'log'> {
  /** Resets it to the two entries. */
  repair(): Promise<void>;
  drop(): Promise<void>;
}

export async function createIdentityLog(): Promise<IdentityLog> {
  const { database, drop } = await createTestDatabase('postgres', schema);
  const subject = newId();
  const force = async (sql: string) => {
    await database.transaction((manager) => manager.query(`set local session_replication_role = replica; ${sql}`));
  };
  return {
    database,
    force,
    drop,
    async repair() {
      await force('delete from staff_action; delete from staff_action_chain');
      for (const roles of ['USER ADMIN', 'USER'])
        await appendStaffAction(
          database.manager,
          { actor: 'merchant:test', cause: 'setPersonRoles' },
          { kind: 'person', subject, type: 'roles.changed', data: { roles } },
        );
    },
  };
}

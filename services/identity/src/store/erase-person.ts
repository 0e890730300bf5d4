/**
 * Erases a person: deletes their key, and with it every copy of their data, their sessions and tokens, and publishes the event
 * for the services that keep data about them. One transaction: all of it or nothing.
 */
import { personErased } from '@mambogo/contracts/events/identity-events.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { Revocations } from './revocations.ts';

export interface ErasureDependencies {
  /** A transaction with its outbox. */
  readonly runInTransaction: RunInTransaction;
  readonly revoke: Revocations;
}

/** No person has that id: nothing is done or published. */
export const erasePerson = ({ runInTransaction, revoke }: ErasureDependencies, id: string): Promise<void> =>
  runInTransaction({ correlationId: id, actor: 'service:identity' }, async ({ manager, emit }) => {
    await revoke.person(manager, id);
    await manager.query(
      `delete from oidc_record where model = 'Session' and uid in (select uid from signed_in where person_id = $1)`,
      [id],
    );
    const [gone] = await manager.query<[unknown[], number]>('delete from person where id = $1 returning id', [id]);
    if (gone.length > 0) emit(personErased, { personId: CustomerId.parse(id) });
  });

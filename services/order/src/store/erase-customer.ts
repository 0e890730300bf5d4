/**
 * Erases a customer, in the transaction of the event that requests it. Deleting their key makes their addresses and notes
 * unreadable; stored idempotent responses are deleted and unpaid orders cancelled. Their purchases stay in the books.
 * Idempotent.
 */
import type { CustomerId, OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { eraseKey } from './customer-key.ts';
import { executeCommand } from './execute-command.ts';
import { lockCustomer } from './lock-customer.ts';
import { forgetNames } from './search-terms.ts';

/** Returns the number of cancelled orders, or undefined if the customer was erased before. */
export async function eraseCustomer(unit: UnitOfWork, customerId: CustomerId): Promise<number | undefined> {
  const { manager } = unit;
  await lockCustomer(manager, customerId);
  if (!(await eraseKey(manager, customerId))) return undefined;
  await manager.query('delete from idempotency_key where customer_id = $1', [customerId]);
  await forgetNames(manager, customerId);
  await purgeDeadLetters(unit, customerId);
  return cancelUnpaid(unit, customerId);
}

/** Deletes only settled dead letters: a waiting one may be an event of inventory or payment that an order still needs. */
async function purgeDeadLetters({ manager }: UnitOfWork, customerId: CustomerId): Promise<void> {
  await manager.query(
    `with purged as (
       delete from dead_letter where status <> 'waiting'
         and subject in (select id::text from order_summary where customer_id = $1) returning consumer, id
     )
     delete from delivery_failure f using purged where f.consumer = purged.consumer and f.event_id = purged.id`,
    [customerId],
  );
}

async function cancelUnpaid(unit: UnitOfWork, customerId: CustomerId): Promise<number> {
  const unpaid = await unit.manager.query<{ id: OrderId }[]>(
    `select id from order_summary where customer_id = $1 and status in ('PENDING', 'AWAITING_PAYMENT')
     order by id for update`,
    [customerId],
  );
  const { causationId, cause } = unit.metadata;
  for (const { id } of unpaid) {
    const metadata = { correlationId: id, causationId, cause, actor: `customer:${customerId}` };
    await executeCommand(unit.withMetadata(metadata), id, { type: 'cancel', by: 'customer' });
  }
  return unpaid.length;
}

/** Serializes the transactions that place an order of a customer, write a note about them or erase them. */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import { hold } from '@mambogo/service/database/hold.ts';
import type { EntityManager } from 'typeorm';

/** A separate statement, so that the next one, which it is sent with, sees what earlier transactions committed. */
export const lockCustomer = (manager: EntityManager, customerId: CustomerId): Promise<unknown> =>
  hold(manager, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`place-order:${customerId}`]);

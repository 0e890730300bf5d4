/** Serializes the transactions that place an order of a customer, write a note about them or erase them. */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';

/** A separate statement, so that the next one sees what earlier transactions committed. */
export const lockCustomer = (manager: EntityManager, customerId: CustomerId): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`place-order:${customerId}`]);

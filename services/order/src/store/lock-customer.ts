/** Who places an order of a customer's, or erases them, takes turns: each in a transaction that ends before the next goes on. */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { EntityManager } from 'typeorm';

/** A statement of its own, so that the next one sees what those before did. */
export const lockCustomer = (manager: EntityManager, customerId: CustomerId): Promise<unknown> =>
  manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`place-order:${customerId}`]);

/** What a new order needs from the database before it can be decided on, in one statement: the time and the customer's key. */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { PersonalData } from '@mambogo/service/personal-data.ts';
import type { EntityManager } from 'typeorm';
import { keyAddedMeanwhile } from './customer-key.ts';

export interface OrderBasics {
  /** The database's time. */
  readonly now: Date;
  /** The key of the customer's personal data, wrapped. */
  readonly wrappedKey: Buffer;
}

export async function prepareOrder(
  manager: EntityManager,
  customerId: CustomerId,
  personalData: PersonalData,
): Promise<OrderBasics> {
  const [row] = await manager.query<{ now: Date; wrappedKey: Buffer | null }[]>(
    `with known as (select wrapped_key from customer_key where customer_id = $1), added as (
       insert into customer_key (customer_id, wrapped_key) select $1, $2 where not exists (select from known)
       on conflict do nothing returning wrapped_key
     )
     select now() as now,
       coalesce((select wrapped_key from known), (select wrapped_key from added)) as "wrappedKey"`,
    [customerId, personalData.newKey()],
  );
  if (!row) throw new Error('the database did not give the time');
  const wrappedKey = row.wrappedKey ?? (await keyAddedMeanwhile(manager, customerId));
  return { now: row.now, wrappedKey };
}

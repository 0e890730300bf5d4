/** The key a customer's personal data is encrypted with, wrapped; made when they have none yet. */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { PersonalData } from '@mambogo/service/personal-data.ts';
import type { EntityManager } from 'typeorm';

export async function customerKey(
  manager: EntityManager,
  customerId: CustomerId,
  personalData: PersonalData,
): Promise<Buffer> {
  return (
    (await findKey(manager, customerId)) ??
    (await addKey(manager, customerId, personalData.newKey())) ??
    (await keyAddedMeanwhile(manager, customerId))
  );
}

/** Another transaction gave the same customer their key between our look and our insert. */
export async function keyAddedMeanwhile(manager: EntityManager, customerId: CustomerId): Promise<Buffer> {
  const key = await findKey(manager, customerId);
  if (!key) throw new Error('the customer has no key');
  return key;
}

async function findKey(manager: EntityManager, customerId: CustomerId): Promise<Buffer | undefined> {
  const [row] = await manager.query<{ wrappedKey: Buffer }[]>(
    'select wrapped_key as "wrappedKey" from customer_key where customer_id = $1',
    [customerId],
  );
  return row?.wrappedKey;
}

async function addKey(manager: EntityManager, customerId: CustomerId, key: Buffer): Promise<Buffer | undefined> {
  const [row] = await manager.query<{ wrappedKey: Buffer }[]>(
    `insert into customer_key (customer_id, wrapped_key) values ($1, $2)
     on conflict do nothing returning wrapped_key as "wrappedKey"`,
    [customerId, key],
  );
  return row?.wrappedKey;
}

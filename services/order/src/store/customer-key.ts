/**
 * The wrapped key that encrypts a customer's personal data, created on first use. An erased customer keeps a row without a key,
 * so that no new key is created for them.
 */
import type { CustomerId } from '@mambogo/contracts/ids.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { EntityManager } from 'typeorm';

/** Throws the problem `unauthenticated` for an erased customer. */
export async function customerKey(
  manager: EntityManager,
  customerId: CustomerId,
  personalData: PersonalData,
): Promise<Buffer> {
  return (
    (await findKey(manager, customerId)) ??
    (await addKey(manager, customerId, personalData.newKey())) ??
    (await keyAddedConcurrently(manager, customerId))
  );
}

/** Another transaction created the customer's key or erased the customer between our select and our insert. */
export async function keyAddedConcurrently(manager: EntityManager, customerId: CustomerId): Promise<Buffer> {
  const key = await findKey(manager, customerId);
  if (!key) throw new Error('the customer has no key');
  return key;
}

/** Deletes the key permanently. Returns false if the customer was erased before. */
export async function eraseKey(manager: EntityManager, customerId: CustomerId): Promise<boolean> {
  const [erased] = await manager.query<unknown[]>(
    `insert into customer_key as k (customer_id, wrapped_key, erased_at) values ($1, null, now())
     on conflict (customer_id) do update set wrapped_key = null, erased_at = now() where k.erased_at is null
     returning true`,
    [customerId],
  );
  return erased !== undefined;
}

export const customerWasErased = (): Problem => new Problem('unauthenticated', 'the account was deleted');

/** Returns null for an erased customer, undefined for one who has no key yet. */
export async function storedKey(
  db: Pick<EntityManager, 'query'>,
  customerId: CustomerId,
): Promise<Buffer | null | undefined> {
  const [row] = await db.query<{ wrappedKey: Buffer | null }[]>(
    'select wrapped_key as "wrappedKey" from customer_key where customer_id = $1',
    [customerId],
  );
  return row?.wrappedKey;
}

async function findKey(manager: EntityManager, customerId: CustomerId): Promise<Buffer | undefined> {
  const key = await storedKey(manager, customerId);
  if (key === null) throw customerWasErased();
  return key;
}

async function addKey(manager: EntityManager, customerId: CustomerId, key: Buffer): Promise<Buffer | undefined> {
  const [row] = await manager.query<{ wrappedKey: Buffer }[]>(
    `insert into customer_key (customer_id, wrapped_key) values ($1, $2)
     on conflict do nothing returning wrapped_key as "wrappedKey"`,
    [customerId, key],
  );
  return row?.wrappedKey;
}

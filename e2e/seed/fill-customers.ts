/**
 * Adds customers to a shop: accounts that nobody can log in to, since no password has their hash, and the keys of their personal
 * data in the order service.
 */
import { randomBytes } from 'node:crypto';
import { accountSecrets } from '@mambogo/identity/src/secrets.ts';
import { hashPassword } from '@mambogo/identity/src/store/password-hash.ts';
import { createPersonIndexes } from '@mambogo/identity/src/store/person-indexes.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import type { DataSource } from 'typeorm';
import { inTransaction } from './in-transaction.ts';
import { bytea, insertRows } from './insert-rows.ts';
import { idAt, type SeedPeriod } from './seed-period.ts';

export interface SeededCustomer {
  readonly id: string;
  /** Of the order service. */
  readonly wrappedKey: Buffer;
}

const batchSize = 1_000;

export async function fillCustomers(
  stores: { readonly identity: DataSource; readonly order: DataSource },
  count: number,
  { begin }: SeedPeriod,
  keys: { readonly identityKey: string; readonly orderData: PersonalData },
): Promise<SeededCustomer[]> {
  const { personalData, loginIndexKey } = accountSecrets(Buffer.from(keys.identityKey, 'base64url'));
  const indexes = createPersonIndexes(loginIndexKey);
  const passwordHash = await hashPassword(randomBytes(24).toString('base64url'));
  const run = randomBytes(4).toString('hex');
  const customers: SeededCustomer[] = [];
  for (let at = 0; at < count; at += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, count - at) }, (_, index) => {
      const login = `seed-${run}-${at + index}`;
      const personalKey = personalData.newKey();
      const createdAt = new Date(begin.getTime() - 3_600_000 + at + index);
      return { id: idAt(createdAt), login, personalKey, createdAt, wrappedKey: keys.orderData.newKey() };
    });
    await inTransaction(stores.identity, (manager) =>
      insertRows(
        manager,
        'person',
        'id, login_index, password_hash, roles, personal_key, personal_data, login_skeleton, token_epoch, created_at',
        batch.map(({ id, login, personalKey, createdAt }) => ({
          id,
          login_index: bytea(indexes.login(login)),
          password_hash: passwordHash,
          roles: ['USER'],
          personal_key: bytea(personalKey),
          personal_data: bytea(personalData.encrypt(personalKey, { login })),
          login_skeleton: bytea(indexes.skeleton(login)),
          token_epoch: 0,
          created_at: createdAt,
        })),
      ),
    );
    await inTransaction(stores.order, (manager) =>
      insertRows(
        manager,
        'customer_key',
        'customer_id, wrapped_key, created_at',
        batch.map(({ id, wrappedKey, createdAt }) => ({
          customer_id: id,
          wrapped_key: bytea(wrappedKey),
          created_at: createdAt,
        })),
      ),
    );
    customers.push(...batch.map(({ id, wrappedKey }) => ({ id, wrappedKey })));
  }
  return customers;
}

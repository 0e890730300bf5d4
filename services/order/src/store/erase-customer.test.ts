import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { CustomerId, newOrderId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { waitForLock } from '@mambogo/testing/wait-for-lock.ts';
import { createTestDatabase, skip, type TestDatabase } from '../../testing/test-database.ts';
import { place } from '../../testing/test-order.ts';
import { decide } from '../domain/decide.ts';
import { customerKey } from './customer-key.ts';
import { eraseCustomer } from './erase-customer.ts';
import { loadPlacementContext } from './load-placement-context.ts';
import { saveOrder } from './order-store.ts';

const personalData = createPersonalData(Buffer.alloc(32, 7).toString('base64url'));
const metadata = { correlationId: 'x', actor: 'test' };

describe('erasing a customer while they place an order', { skip }, () => {
  let store: TestDatabase;
  let runInTransaction: RunInTransaction;
  before(async () => {
    store = await createTestDatabase();
    runInTransaction = createTransactionRunner({
      database: store.database,
      source: 'test-order',
    });
  });
  after(() => store?.drop());

  /** Runs `first` up to its commit, then `second`, which must wait for that commit. */
  async function runConcurrently<T>(first: DoWorkBody<unknown>, second: DoWorkBody<T>): Promise<T> {
    const mayCommit = Promise.withResolvers<void>();
    const beforeCommit = Promise.withResolvers<void>();
    const one = runInTransaction(metadata, async (unit) => {
      await first(unit);
      beforeCommit.resolve();
      await mayCommit.promise;
    });
    await beforeCommit.promise;
    const other = runInTransaction(metadata, second);
    other.catch(() => undefined);
    await waitForLock(store.database);
    mayCommit.resolve();
    await one;
    return other;
  }
  type DoWorkBody<T> = Parameters<typeof runInTransaction<T>>[1];

  const placeOrder =
    (customerId: CustomerId, id = newOrderId()): DoWorkBody<void> =>
    async (unit) => {
      const { now, wrappedKey } = await loadPlacementContext(unit.manager, customerId, personalData);
      const events = decide(undefined, { ...place, data: { ...place.data, customerId, number: `M${id}` } });
      const personal = personalData.encrypt(wrappedKey, { name: 'Bo Bell' });
      await saveOrder(unit, { orderId: id, version: 0, lastHash: '', now }, events, personal);
    };
  const keys = (customerId: CustomerId) =>
    store.database.query('select wrapped_key from customer_key where customer_id = $1', [customerId]);
  const newCustomer = () => CustomerId.parse(randomUUID());

  it('waits for the order and cancels it', async () => {
    const customer = newCustomer();
    const id = newOrderId();
    // The key must exist already, so that nothing waits for its row instead of the lock.
    await runInTransaction(metadata, ({ manager }) => customerKey(manager, customer, personalData));
    assert.equal(await runConcurrently(placeOrder(customer, id), (unit) => eraseCustomer(unit, customer)), 1);
    const [{ status }] = await store.database.query('select status from order_summary where id = $1', [id]);
    assert.equal(status, 'CANCELLED');
    assert.deepEqual(await keys(customer), [{ wrapped_key: null }]);
  });

  it('makes the order wait and rejects it', async () => {
    const customer = newCustomer();
    const late = runConcurrently((unit) => eraseCustomer(unit, customer), placeOrder(customer));
    await assert.rejects(late, { slug: 'unauthenticated' });
    assert.deepEqual(await keys(customer), [{ wrapped_key: null }]);
    assert.deepEqual(await store.database.query('select from order_summary where customer_id = $1', [customer]), []);
  });

  it('makes a transaction wait that creates a key', async () => {
    const customer = newCustomer();
    const late = runConcurrently(
      (unit) => eraseCustomer(unit, customer),
      ({ manager }) => customerKey(manager, customer, personalData),
    );
    await assert.rejects(late, { slug: 'unauthenticated' });
  });
});

/** Ownership of an attempt when a callback arrives while a worker holds it, and when that worker stalls past its lease. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, newOrderId, type OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner } from '@mambogo/messaging/unit-of-work.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { createCharging } from '../../testing/charging.ts';
import { total } from '../../testing/order-data.ts';
import { until } from '../../testing/start-simulator.ts';
import type { AttemptResult } from '../domain/payment-command.ts';
import { chargeName, type PaymentProvider } from '../domain/payment-provider.ts';
import { applyPaymentCommands } from '../store/apply-payment-commands.ts';
import { storeCallback } from '../store/callbacks.ts';
import { schema } from '../store/database.ts';
import { type ClaimedAttempt, claimAttempts, scheduleRetries } from './attempt-queue.ts';

let own: TestDatabase;

before(async () => {
  own = await createTestDatabase('postgres', schema);
});
after(() => own?.drop());

const failed: AttemptResult = { type: 'failed', code: 'insufficient_funds', reference: 'ch_1' };
const provider: PaymentProvider = {
  name: 'test',
  charge: async () => failed,
  find: async () => failed,
  list: async () => ({ charges: [] }),
  refundsOf: async () => [],
  void: async () => failed,
  refund: async () => ({ type: 'refunded' }),
  close: async () => undefined,
};

test('a worker whose lease expired does not undo a later callback', async () => {
  const orderId = await begin();
  await record(await claim(orderId, 60), failed);
  assert.equal(await nextAt(orderId), null, 'the attempt has ended');
  await callBack(orderId);
  const slow = await claim(orderId, 0.05);
  await until(async () => isDue(orderId));
  await callBack(orderId);
  await record(slow, failed);
  assert.ok(await isDue(orderId), 'the attempt stays due after the callback');
});

test('a worker that ends an attempt leaves it to the worker that claimed it after a callback', async () => {
  const orderId = await begin();
  const slow = await claim(orderId, 60);
  await callBack(orderId);
  const other = await claim(orderId, 60);
  await record(slow, failed);
  assert.equal(await nextAt(orderId), other.lease, 'the lease of the other worker is kept');
});

test('a capture removes an attempt from the queue, whichever worker holds it', async () => {
  const orderId = await begin();
  const slow = await claim(orderId, 60);
  await callBack(orderId);
  await claim(orderId, 60);
  await record(slow, { type: 'captured', reference: 'ch_1', taken: total });
  assert.equal(await nextAt(orderId), null);
});

test('the worker that records a failure removes the attempt from the queue', async (t) => {
  const payments = createCharging(own, { provider });
  t.after(() => payments.stop());
  const orderId = await begin(payments);
  payments.start();
  await until(async () => (await state(orderId)) === 'FAILED');
  assert.equal(await nextAt(orderId), null);
});

test('a callback says whether it woke an attempt, came too late, was repeated or names no attempt', async () => {
  const orderId = await begin();
  assert.equal(await callBack(orderId), 'woken');
  const event = { eventId: newId(), type: 'charge.captured', reference: chargeName(orderId, 1) };
  assert.equal(await storeCallback(own.database, 'test', event), 'woken');
  assert.equal(await storeCallback(own.database, 'test', event), 'repeated');
  await record(await claim(orderId, 60), { type: 'captured', reference: 'ch_1', taken: total });
  assert.equal(await callBack(orderId), 'settled');
  assert.equal(await callBack(newOrderId()), 'unknown');
});

async function begin(payments = createCharging(own, { provider })): Promise<OrderId> {
  const orderId = newOrderId();
  await payments.placed(orderId, 'tok_ok');
  await payments.reserved(orderId);
  return orderId;
}

async function claim(orderId: OrderId, lease: number): Promise<ClaimedAttempt> {
  const claimed = await claimAttempts(own.database, lease, { resendWithin: 60 })(100);
  const task = claimed.find((one) => one.orderId === orderId);
  assert.ok(task, 'it is due');
  return task;
}

/** Commits a result as attempt-worker.ts does. */
const record = (task: ClaimedAttempt, answer: AttemptResult) =>
  createTransactionRunner({ database: own.database, source: 'test' })(
    { correlationId: task.orderId, actor: 'service:test' },
    async (unit) => {
      const { orderId, attempt } = task;
      const command = { type: 'attempt-result', attempt, answer, refundId: RefundId.parse(newId()) } as const;
      await applyPaymentCommands(unit, [{ orderId, command }]);
      if (answer.type !== 'captured') await scheduleRetries(unit.manager, [{ task, delay: undefined }]);
    },
  );

const callBack = (orderId: OrderId) =>
  storeCallback(own.database, 'test', { eventId: newId(), type: 'charge.captured', reference: chargeName(orderId, 1) });

async function row(orderId: OrderId) {
  const [found] = await own.database.query<{ state: string; nextAt: string | null; due: boolean | null }[]>(
    `select state, next_at::text as "nextAt", next_at <= clock_timestamp() as due from payment_attempt where order_id = $1`,
    [orderId],
  );
  return found;
}
const nextAt = async (orderId: OrderId) => (await row(orderId))?.nextAt ?? null;
const isDue = async (orderId: OrderId) => (await row(orderId))?.due === true;
const state = async (orderId: OrderId) => (await row(orderId))?.state;

/** Commands to payments on a real database: a batch beside another transaction, and when a refund is due. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, newOrderId, type OrderId } from '@mambogo/contracts/ids.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import { countRoundTrips } from '@mambogo/testing/count-round-trips.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { waitForLock } from '@mambogo/testing/wait-for-lock.ts';
import { cancel, captured, failed, place, refundResult, request, reserve, result } from '../../testing/commands.ts';
import type { PaymentCommand } from '../domain/payment-command.ts';
import { applyPaymentCommands } from './apply-payment-commands.ts';
import { schema } from './database.ts';
import { PaymentEventEntity } from './entities.ts';
import { loadPayments } from './load-payments.ts';

let own: TestDatabase;
let runInTransaction: RunInTransaction;
before(async () => {
  own = await createTestDatabase('postgres', schema);
  runInTransaction = createTransactionRunner({ database: own.database, source: 'test-payment' });
});
after(() => own?.drop());

const metadata = { correlationId: newId(), actor: 'service:payment' };

test('decides again for the payments that were created meanwhile, and saves each of the others once', async () => {
  const [shared, untouched] = [newOrderId(), newOrderId()];
  const mayCommit = Promise.withResolvers<void>();
  const beforeCommit = Promise.withResolvers<void>();
  const first = runInTransaction(metadata, async (unit) => {
    await applyPaymentCommands(unit, [{ orderId: shared, command: place() }]);
    beforeCommit.resolve();
    await mayCommit.promise;
  });
  await beforeCommit.promise;
  const second = runInTransaction(metadata, (unit) =>
    applyPaymentCommands(unit, [
      { orderId: untouched, command: reserve() },
      { orderId: shared, command: reserve() },
    ]),
  );
  await waitForLock(own.database);
  mayCommit.resolve();
  await first;
  const events = (await second).map(({ type }) => type);
  const typesOf = async (orderId: OrderId) =>
    (await own.database.manager.find(PaymentEventEntity, { where: { orderId }, order: { version: 'ASC' } })).map(
      ({ type }) => type,
    );
  const [ofShared, ofUntouched] = [await typesOf(shared), await typesOf(untouched)];
  assert.equal(ofUntouched.length, 1);
  assert.ok(ofShared.length > 2, ofShared.join());
  assert.deepEqual(events, [...ofUntouched, ...ofShared.slice(1)]);
});

test('takes two round trips for a payment without attempts, three with some', async () => {
  const orderId = newOrderId();
  const apply = (command: PaymentCommand) =>
    runInTransaction(metadata, (unit) => applyPaymentCommands(unit, [{ orderId, command }]));
  await apply(place());
  const roundTrips = countRoundTrips(own.database);
  await apply(reserve());
  assert.equal(roundTrips(), 2, 'begin and lock; save and commit');
  await apply(result(1, captured));
  assert.equal(roundTrips(), 3, 'begin and lock; attempts; save, outbox and commit');
  await apply(cancel());
  assert.equal(roundTrips(), 3);
});

for (const [what, surplus] of [
  ['of a surplus capture is sent again after a minute', true],
  ['of the whole payment has no next one', false],
] as const)
  test(`a rejected refund ${what}`, async () => {
    const orderId = newOrderId();
    const apply = (command: PaymentCommand) =>
      runInTransaction(metadata, (unit) => applyPaymentCommands(unit, [{ orderId, command }]));
    for (const command of [
      place(),
      reserve(),
      result(1, failed('insufficient_funds')),
      request(2),
      result(2, captured),
    ])
      await apply(command);
    await apply(surplus ? result(1, captured) : cancel());
    const payment = (await loadPayments(own.database.manager, [orderId])).get(orderId)?.payment ?? assert.fail();
    assert.equal(payment.refunds.length, 1);
    await apply(refundResult(payment, false) ?? assert.fail('no refund was requested'));
    const waiting = await own.database.query(
      `select attempt, extract(epoch from next_at - now())::float8 as seconds from payment_refund
       where order_id = $1 and state = 'REQUESTED'`,
      [orderId],
    );
    assert.equal(waiting.length, surplus ? 1 : 0);
    if (surplus) assert.ok(waiting[0].attempt === 1 && waiting[0].seconds > 30, JSON.stringify(waiting));
  });

/** The payment service without its sidecar, for tests: real database, real provider process, events delivered directly. */

import { type DataOf, type EventDefinition, publisherOf } from '@mambogo/contracts/events/event.ts';
import { stockReserved } from '@mambogo/contracts/events/inventory-events.ts';
import {
  orderCancelled,
  orderPaymentRequested,
  orderPlaced,
  orderRefundRequested,
} from '@mambogo/contracts/events/order-events.ts';
import { newId, type OrderId, type RefundId } from '@mambogo/contracts/ids.ts';
import { sqlInbox } from '@mambogo/messaging/inbox/sql-inbox.ts';
import { createIntegrationEvent } from '@mambogo/messaging/integration-event.ts';
import { createTransactionRunner, type RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { TestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { PaymentProvider } from '../src/domain/payment-provider.ts';
import { subscriptions } from '../src/events/subscriptions.ts';
import { createAttemptWorker } from '../src/worker/attempt-worker.ts';
import type { RetryPolicy } from '../src/worker/next-retry.ts';
import { createRefundWorker } from '../src/worker/refund-worker.ts';
import type { SettlementWindows } from '../src/worker/settlement-protocol.ts';
import { placedData, reservedData, total } from './order-data.ts';

export interface ChargingOptions {
  readonly provider: PaymentProvider;
  /** Wraps the transaction runner of the workers; default: unchanged. */
  readonly runInTransaction?: (plain: RunInTransaction) => RunInTransaction;
  readonly lease?: number;
  /** Seconds between queries; default: very short. */
  readonly retryPolicy?: Pick<RetryPolicy, 'retry' | 'poll'>;
  readonly windows?: Partial<SettlementWindows>;
}

/** An instance: the event handlers and the two workers. */
export function createCharging(
  { database }: Pick<TestDatabase, 'database'>,
  {
    provider,
    runInTransaction: wrap = (plain) => plain,
    lease = 5,
    retryPolicy = { retry: 0.05, poll: 0.2 },
    windows,
  }: ChargingOptions,
) {
  const logger = pino({ level: 'silent' });
  const plain = createTransactionRunner({ database, source: 'test-payment' });
  const runInTransaction = wrap(plain);
  const settings = {
    concurrency: 16,
    lease,
    ...retryPolicy,
    windows: { resendWithin: 60, absentAfter: 60, recheckUntil: 600, ...windows },
  };
  const refunds = createRefundWorker({ database, runInTransaction, provider, settings, logger });
  const attempts = createAttemptWorker({
    database,
    runInTransaction,
    provider,
    settings,
    logger,
    onRefund: refunds.wake,
  });
  const inbox = (topic: string) =>
    sqlInbox({
      consumer: 'payment',
      topic,
      context: { attempts, refunds },
      handlers: Object.values(subscriptions).flat(),
      runInTransaction: plain,
      recordFailure: async () => undefined,
    });

  const deliver = async <E extends EventDefinition>(event: E, data: DataOf<E>) => {
    const { envelope, topic } = createIntegrationEvent(`test-${publisherOf(event.topic)}`, event, data, {
      correlationId: newId(),
      actor: 'service:test',
    });
    const failed = await inbox(topic)([{ entryId: envelope.id, event: envelope }]);
    for (const error of failed.values()) throw error;
  };

  return {
    start() {
      refunds.start();
      attempts.start();
    },
    async stop() {
      await attempts.stop();
      await refunds.stop();
    },
    wake: attempts.wake,
    placed: (orderId: OrderId, paymentToken: string, price = total) =>
      deliver(orderPlaced, placedData(orderId, paymentToken, price)),
    reserved: (orderId: OrderId) => deliver(stockReserved, reservedData(orderId)),
    requested: (orderId: OrderId, attempt: number, paymentToken: string) =>
      deliver(orderPaymentRequested, { orderId, attempt, paymentToken }),
    cancelled: (orderId: OrderId) =>
      deliver(orderCancelled, { orderId, reason: 'customer', detail: 'changed my mind' }),
    refundRequested: (orderId: OrderId, refundId: RefundId, amount: number, currency = total.currency) =>
      deliver(orderRefundRequested, { orderId, refundId, amount: { amount, currency }, reason: 'a chip' }),
  };
}

/** The outbox's events of an order, in order: names and data. */
export async function emittedEvents({ database }: Pick<TestDatabase, 'database'>, orderId: OrderId) {
  const rows = await database.query<{ envelope: { type: string; data: Record<string, unknown> } }[]>(
    'select envelope from outbox where message_key = $1 order by seq',
    [orderId],
  );
  return rows.map(({ envelope: { type, data } }) => ({ name: type.slice('com.mambogo.'.length, -'.v1'.length), data }));
}

/**
 * Sends refunds until the provider responds. The refund's id is the idempotency key, so a refund sent twice is made once. One
 * that was sent before is searched for first: idempotency keys expire at the provider, refunds do not.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';
import { newId, type OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { inSpan } from '@mambogo/service/telemetry/trace.ts';
import type { DataSource } from 'typeorm';
import { type PaymentProvider, ProviderUnavailable } from '../domain/payment-provider.ts';
import { applyPaymentCommands } from '../store/apply-payment-commands.ts';
import type { ChargingSettings } from './attempt-worker.ts';
import { maxRetrySeconds } from './next-retry.ts';
import { createTaskWorker, type TaskWorker } from './task-worker.ts';

interface RefundTask {
  readonly refundId: RefundId;
  readonly orderId: OrderId;
  /** The provider's id for the charge. */
  readonly reference: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** Claims before this one. */
  readonly tries: number;
  readonly causationId: string | null;
  readonly traceparent: string | null;
}

export interface RefundWorkerSettings {
  readonly database: DataSource;
  readonly runInTransaction: RunInTransaction;
  readonly provider: PaymentProvider;
  readonly settings: Pick<ChargingSettings, 'concurrency' | 'lease' | 'retry' | 'random'>;
  readonly logger: Logger;
}

export function createRefundWorker({
  database,
  runInTransaction,
  provider,
  settings,
  logger,
}: RefundWorkerSettings): TaskWorker {
  async function send({ task, leasedUntil }: Leased): Promise<void> {
    const { refundId, orderId, reference, currency, tries, causationId } = task;
    try {
      // Another instance may have sent it while this one stalled, so long ago that its idempotency key has expired.
      if (performance.now() >= leasedUntil)
        throw new ProviderUnavailable('the lease expired before the refund was sent');
      const amount = { amount: task.amount, currency };
      const answer = await provider.refund({ reference, refundId, amount, again: tries > 0 });
      const metadata = {
        correlationId: orderId,
        causationId: causationId ?? undefined,
        cause: 'provider',
        actor: 'service:payment',
      };
      const command = { type: 'refund-result', refundId, answer, nextRefundId: RefundId.parse(newId()) } as const;
      await runInTransaction(metadata, async (unit) => {
        await applyPaymentCommands(unit, [{ orderId, command }]);
      });
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      logger.warn(
        { event: 'payment.refund_unanswered', orderId, refundId, reason: error.message },
        'no response to a refund, will retry',
      );
      await postpone(
        database,
        refundId,
        backoff(tries + 1, { first: settings.retry, longest: maxRetrySeconds }, settings.random),
      );
    }
  }

  const claim = claimRefunds(database, settings.lease);
  return createTaskWorker<Leased>({
    name: 'refunds',
    async claim(limit) {
      const leasedUntil = performance.now() + settings.lease * 1_000;
      return (await claim(limit)).map((task) => ({ task, leasedUntil }));
    },
    concurrency: settings.concurrency,
    logger,
    perform: (leased) => inSpan('refund', { parent: leased.task.traceparent }, () => send(leased)),
  });
}

interface Leased {
  readonly task: RefundTask;
  /** On the clock of performance.now(). */
  readonly leasedUntil: number;
}

const claimRefunds = (database: DataSource, leaseSeconds: number) => async (limit: number) => {
  const [rows] = await database.query<[RefundTask[], number]>(
    `update payment_refund r set next_at = now() + make_interval(secs => $2), tries = r.tries + 1
     from (
       select q.refund_id, q.tries, a.reference, coalesce(a.taken_currency, p.currency) as currency
       from payment_refund q join payment_attempt a using (order_id, attempt) join payment p using (order_id)
       where q.next_at <= now() order by q.next_at limit $1 for update of q skip locked
     ) due
     where r.refund_id = due.refund_id
     returning r.refund_id as "refundId", r.order_id as "orderId", due.reference, r.amount, due.currency, due.tries,
       r.causation_id as "causationId", r.traceparent`,
    [limit, leaseSeconds],
  );
  return rows;
};

async function postpone(database: DataSource, refundId: RefundId, seconds: number): Promise<void> {
  await database.query(
    `update payment_refund set next_at = now() + make_interval(secs => $2)
     where refund_id = $1 and next_at is not null`,
    [refundId, seconds],
  );
}

/**
 * Settles attempts with the provider. The call is made outside any transaction; its result is committed together with its log
 * entry and integration event, in one batch with other results available by then. Without a response it is retried after a delay.
 */
import { owedRefundId } from '@mambogo/contracts/ids.ts';
import { sameMoney } from '@mambogo/contracts/money.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { inSpan } from '@mambogo/service/telemetry/trace.ts';
import type { DataSource } from 'typeorm';
import type { AttemptResult } from '../domain/payment-command.ts';
import { type PaymentProvider, ProviderUnavailable } from '../domain/payment-provider.ts';
import { type AddressedPaymentCommand, applyPaymentCommands } from '../store/apply-payment-commands.ts';
import { type ClaimedAttempt, claimAttempts, type ScheduledRetry, scheduleRetries } from './attempt-queue.ts';
import { batchCommits } from './batch-commits.ts';
import { nextRetry, type RetryPolicy } from './next-retry.ts';
import { settleAttempt } from './settle-attempt.ts';
import { createTaskWorker, type TaskWorker } from './task-worker.ts';

export interface ChargingSettings extends RetryPolicy {
  readonly concurrency: number;
  /** Length of the lease on an attempt, in seconds. */
  readonly lease: number;
}

export interface AttemptWorkerSettings {
  readonly database: DataSource;
  readonly runInTransaction: RunInTransaction;
  readonly provider: PaymentProvider;
  readonly settings: ChargingSettings;
  readonly logger: Logger;
  /** Called after a commit that requests a refund. */
  readonly onRefund: () => void;
}

interface SettledTask {
  readonly task: ClaimedAttempt;
  readonly answer: AttemptResult | undefined;
}

const actor = 'service:payment';

export function createAttemptWorker(parts: AttemptWorkerSettings): TaskWorker {
  const { database, runInTransaction, provider, settings, logger, onRefund } = parts;

  const record = batchCommits<SettledTask>((group) =>
    runInTransaction({ correlationId: 'batch', actor }, async (unit) => {
      const events = await applyPaymentCommands(unit, group.flatMap(toCommands));
      await scheduleRetries(unit.manager, group.flatMap(toRetries));
      if (events.some(({ type }) => type === 'refund-requested')) unit.afterCommit(onRefund);
    }),
  );

  function reportWrongAmount(
    { orderId, attempt, amount, currency }: ClaimedAttempt,
    answer: AttemptResult | undefined,
  ) {
    const requested = { amount, currency };
    if (answer?.type !== 'captured' || sameMoney(answer.taken, requested)) return;
    const { reference, taken } = answer;
    logger.error(
      { event: 'payment.wrong_amount', orderId, attempt, reference, asked: requested, taken },
      'provider captured a different amount than requested, refunding all of it',
    );
  }

  /** A capture has already removed the attempt from the queue. */
  const toRetries = ({ task, answer }: SettledTask): ScheduledRetry[] =>
    answer?.type === 'captured' ? [] : [{ task, delay: nextRetry(task, answer, settings) }];

  const claim = claimAttempts(database, settings.lease, settings.windows);
  return createTaskWorker<Leased>({
    name: 'attempts',
    async claim(limit) {
      const leasedUntil = performance.now() + settings.lease * 1_000;
      return (await claim(limit)).map((task) => ({ task, leasedUntil }));
    },
    concurrency: settings.concurrency,
    logger,
    perform: ({ task, leasedUntil }) =>
      inSpan('charge', { parent: task.traceparent }, async () => {
        const { orderId, attempt } = task;
        const port = chargeWithinLease(leasedUntil, provider);
        const answer = await settleAttempt(port, task, settings.windows).catch((error: unknown) => {
          if (!(error instanceof ProviderUnavailable)) throw error;
          logger.warn(
            { event: 'payment.charge_unanswered', orderId, attempt, reason: error.message },
            'no response from the payment provider, its state will be queried',
          );
          return undefined;
        });
        reportWrongAmount(task, answer);
        await record({ task, answer });
      }),
  });
}

interface Leased {
  readonly task: ClaimedAttempt;
  /** On the clock of performance.now(). */
  readonly leasedUntil: number;
}

/** An instance that stalled may have lost its lease: it must not send the charge, since another worker may hold the attempt. */
const chargeWithinLease = (leasedUntil: number, provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  async charge(request) {
    if (performance.now() >= leasedUntil) throw new ProviderUnavailable('the lease expired before the charge was sent');
    return provider.charge(request);
  },
});

const toCommands = ({ task, answer }: SettledTask): AddressedPaymentCommand[] => {
  if (!answer) return [];
  const { orderId, attempt, causationId, traceparent } = task;
  return [
    {
      orderId,
      command: { type: 'attempt-result', attempt, answer, refundId: owedRefundId(orderId, attempt) },
      metadata: { correlationId: orderId, causationId: causationId ?? undefined, cause: 'provider', actor },
      traceparent: traceparent ?? undefined,
    },
  ];
};

/**
 * Settles attempts with the provider. The call happens outside any transaction; its answer is committed with its log
 * entry and its fact, together with whatever other answers are there by then. No answer: later, after a delay.
 */
import { owedRefundId } from '@mambogo/contracts/ids.ts';
import { sameMoney } from '@mambogo/contracts/money.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { startTrace, withTrace } from '@mambogo/service/telemetry/trace.ts';
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
  /** Seconds that an attempt is ours. */
  readonly lease: number;
}

export interface AttemptWorkerSettings {
  readonly database: DataSource;
  readonly runInTransaction: RunInTransaction;
  readonly provider: PaymentProvider;
  readonly settings: ChargingSettings;
  readonly logger: Logger;
  /** Called after a commit that asks for a refund. */
  readonly onRefund: () => void;
}

interface Answered {
  readonly task: ClaimedAttempt;
  readonly answer: AttemptResult | undefined;
}

const actor = 'service:payment';

export function createAttemptWorker(parts: AttemptWorkerSettings): TaskWorker {
  const { database, runInTransaction, provider, settings, logger, onRefund } = parts;

  const record = batchCommits<Answered>((group) =>
    runInTransaction({ correlationId: 'batch', actor }, async (unit) => {
      const events = await applyPaymentCommands(unit, group.flatMap(toChange));
      await scheduleRetries(unit.manager, group.flatMap(toTurn));
      if (events.some(({ type }) => type === 'refund-requested')) unit.afterCommit(onRefund);
    }),
  );

  function reportWrongAmount(
    { orderId, attempt, amount, currency }: ClaimedAttempt,
    answer: AttemptResult | undefined,
  ) {
    const asked = { amount, currency };
    if (answer?.type !== 'captured' || sameMoney(answer.taken, asked)) return;
    const { reference, taken } = answer;
    logger.error(
      { event: 'payment.wrong_amount', orderId, attempt, reference, asked, taken },
      'the provider took another amount than was asked; all of it is refunded',
    );
  }

  /** A capture has put the attempt away already. */
  const toTurn = ({ task, answer }: Answered): ScheduledRetry[] =>
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
      withTrace(startTrace(task.traceparent ?? undefined), async () => {
        const { orderId, attempt } = task;
        const port = chargingUntil(leasedUntil, provider);
        const answer = await settleAttempt(port, task, settings.windows).catch((error: unknown) => {
          if (!(error instanceof ProviderUnavailable)) throw error;
          logger.warn({ orderId, attempt, reason: error.message }, 'no answer from the provider; it will be asked');
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

/** An instance that stood still may find that its turn is over: what it was about to send is for others to judge. */
const chargingUntil = (leasedUntil: number, provider: PaymentProvider): PaymentProvider => ({
  ...provider,
  async charge(request) {
    if (performance.now() >= leasedUntil) throw new ProviderUnavailable('the turn was over before anything was sent');
    return provider.charge(request);
  },
});

const toChange = ({ task, answer }: Answered): AddressedPaymentCommand[] => {
  if (!answer) return [];
  const { orderId, attempt, causationId, traceparent } = task;
  return [
    {
      orderId,
      command: { type: 'attempt-result', attempt, answer, refundId: owedRefundId(orderId, attempt) },
      metadata: { correlationId: orderId, causationId: causationId ?? undefined, actor },
      traceparent: traceparent ?? undefined,
    },
  ];
};

/**
 * Settles attempts with the provider. The call happens outside any transaction; its answer is committed with its log
 * entry and its fact, together with whatever other answers are there by then. No answer: later, after a delay.
 */
import { newId, RefundId } from '@mambogo/contracts/ids.ts';
import type { DoWork } from '@mambogo/messaging/work.ts';
import type { Logger } from '@mambogo/service/logger.ts';
import { startTrace, withTrace } from '@mambogo/service/trace.ts';
import type { DataSource } from 'typeorm';
import type { AttemptAnswer } from '../domain/decide.ts';
import { type PaymentProvider, ProviderUnavailable } from '../domain/payment-provider.ts';
import { retryDelay } from '../domain/retry-delay.ts';
import { changePayments, type PaymentChange } from '../store/change-payments.ts';
import { type AttemptTask, claimAttempts, postponeAttempts } from './attempt-queue.ts';
import { type Patience, settleAttempt } from './settle-attempt.ts';
import { createTaskWorker, type TaskWorker } from './task-worker.ts';
import { together } from './together.ts';

export interface ChargingSettings {
  readonly concurrency: number;
  /** All in seconds. */
  readonly lease: number;
  readonly retry: number;
  readonly poll: number;
  readonly patience: Patience;
}

export interface AttemptWorkerSettings {
  readonly database: DataSource;
  readonly work: DoWork;
  readonly provider: PaymentProvider;
  readonly settings: ChargingSettings;
  readonly logger: Logger;
  /** Called after a commit that asks for a refund. */
  readonly onRefund: () => void;
}

interface Answered {
  readonly task: AttemptTask;
  readonly answer: AttemptAnswer | undefined;
}

const actor = 'service:payment';
const longestRetry = 60;

export function createAttemptWorker(parts: AttemptWorkerSettings): TaskWorker {
  const { database, work, provider, settings, logger, onRefund } = parts;

  const record = together<Answered>((group) =>
    work({ correlationId: 'batch', actor }, async (unit) => {
      const events = await changePayments(unit, group.flatMap(toChange));
      await postponeAttempts(unit.manager, group.flatMap(toPostponed));
      if (events.some(({ type }) => type === 'refund-requested')) unit.afterCommit(onRefund);
    }),
  );

  const toPostponed = ({ task, answer }: Answered) => {
    if (answer && !isUnderWay(answer)) return [];
    const longest = answer ? settings.poll : longestRetry;
    return [
      { orderId: task.orderId, attempt: task.attempt, delay: retryDelay(task.tries + 1, settings.retry, longest) },
    ];
  };

  return createTaskWorker<AttemptTask>({
    name: 'attempts',
    claim: claimAttempts(database, settings.lease),
    concurrency: settings.concurrency,
    logger,
    perform: (task) =>
      withTrace(startTrace(task.traceparent ?? undefined), async () => {
        const { orderId, attempt } = task;
        const answer = await settleAttempt(provider, task, settings.patience).catch((error: unknown) => {
          if (!(error instanceof ProviderUnavailable)) throw error;
          logger.warn({ orderId, attempt, reason: error.message }, 'no answer from the provider; it will be asked');
          return undefined;
        });
        await record({ task, answer });
      }),
  });
}

const isUnderWay = ({ type }: AttemptAnswer): boolean => type === 'pending' || type === 'action-required';

const toChange = ({ task, answer }: Answered): PaymentChange[] => {
  if (!answer) return [];
  const { orderId, attempt, causationId, traceparent } = task;
  return [
    {
      orderId,
      command: { type: 'answer-attempt', attempt, answer, refundId: RefundId.parse(newId()) },
      cause: { correlationId: orderId, causationId: causationId ?? undefined, actor },
      traceparent: traceparent ?? undefined,
    },
  ];
};

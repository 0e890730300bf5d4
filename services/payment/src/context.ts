/** Everything the payment service depends on. */
import { createOutbox } from '@mambogo/messaging/outbox/outbox.ts';
import type { Relay } from '@mambogo/messaging/outbox/relay.ts';
import type { DoWork } from '@mambogo/messaging/work.ts';
import { type BaseContext, createBaseContext } from '@mambogo/service/base-context.ts';
import type { DataSource } from 'typeorm';
import { createProvider } from './providers/create-provider.ts';
import type { GuardedProvider } from './providers/guarded-provider.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createAttemptWorker } from './worker/attempt-worker.ts';
import { createRefundWorker } from './worker/refund-worker.ts';
import type { TaskWorker } from './worker/task-worker.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  readonly database: DataSource;
  /** One transaction with its outbox. */
  readonly work: DoWork;
  readonly relay: Relay;
  readonly provider: GuardedProvider;
  readonly attempts: TaskWorker;
  readonly refunds: TaskWorker;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('payment', settings);
  const { logger } = base;
  const database = openDatabase(settings, logger);
  const { work, relay } = createOutbox({
    database,
    sidecar: base.sidecar,
    pubsub: settings.COMPONENTS.events ?? 'events',
    source: settings.APP_ID,
    logger,
  });
  const provider = createProvider(settings, logger);
  const charging = {
    concurrency: settings.PAYMENT_CONCURRENCY,
    lease: settings.PAYMENT_LEASE_SECONDS,
    retry: settings.PAYMENT_RETRY_SECONDS,
    poll: settings.PAYMENT_POLL_SECONDS,
    patience: { resend: settings.PAYMENT_RESEND_SECONDS, quiet: settings.PAYMENT_QUIET_SECONDS },
  };
  const refunds = createRefundWorker({ database, work, provider, settings: charging, logger });
  const attempts = createAttemptWorker({
    database,
    work,
    provider,
    settings: charging,
    logger,
    onRefund: refunds.wake,
  });
  return { ...base, settings, database, work, relay, provider, attempts, refunds };
}

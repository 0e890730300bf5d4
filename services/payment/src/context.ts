/** Everything the payment service depends on. */

import type { PaymentProviderInfo } from '@mambogo/contracts/api/payments.ts';
import { createEventContext, type EventContext } from '@mambogo/messaging/event-context.ts';
import { createBaseContext } from '@mambogo/service/process/base-context.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import {
  type CallbackReaders,
  createCallbackReaders,
  createProvider,
  providerInfo,
} from './providers/create-provider.ts';
import type { GuardedProvider } from './providers/guarded-provider.ts';
import type { Settings } from './settings.ts';
import { openDatabase } from './store/database.ts';
import { createPurgeWorker } from './store/purge-worker.ts';
import { type ChargingSettings, createAttemptWorker } from './worker/attempt-worker.ts';
import { createRefundWorker } from './worker/refund-worker.ts';
import type { TaskWorker } from './worker/task-worker.ts';

export interface Context extends EventContext {
  readonly settings: Settings;
  readonly provider: GuardedProvider;
  readonly callbacks: CallbackReaders;
  readonly providerInfo: PaymentProviderInfo;
  readonly attempts: TaskWorker;
  readonly refunds: TaskWorker;
  readonly purge: Worker;
}

export function createContext(settings: Settings): Context {
  const base = createBaseContext('payment', settings);
  const shared = createEventContext(base, settings, openDatabase(settings, base.logger));
  const { database, logger, runInTransaction } = shared;
  const provider = createProvider(settings, logger);
  const charging = chargingSettings(settings);
  const refunds = createRefundWorker({ database, runInTransaction, provider, settings: charging, logger });
  const attempts = createAttemptWorker({
    database,
    runInTransaction,
    provider,
    settings: charging,
    logger,
    onRefund: refunds.wake,
  });
  const callbacks = createCallbackReaders(settings);
  return {
    ...shared,
    settings,
    provider,
    callbacks,
    providerInfo: providerInfo(settings),
    attempts,
    refunds,
    purge: createPurgeWorker(database, logger),
  };
}

const chargingSettings = (settings: Settings): ChargingSettings => ({
  concurrency: settings.PAYMENT_CONCURRENCY,
  lease: settings.PAYMENT_LEASE_SECONDS,
  retry: settings.PAYMENT_RETRY_SECONDS,
  poll: settings.PAYMENT_POLL_SECONDS,
  windows: {
    resendWithin: settings.PAYMENT_RESEND_SECONDS,
    absentAfter: settings.PAYMENT_QUIET_SECONDS,
    recheckUntil: settings.PAYMENT_WATCH_SECONDS,
  },
});

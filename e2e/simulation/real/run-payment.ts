/** Mounts the payment service on a given database, sidecar and provider. */
import { createEventContext } from '@mambogo/messaging/event-context.ts';
import { deadLetterRetrierOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { observeEpochs } from '@mambogo/messaging/outbox/topic-epochs.ts';
import { getPaymentApi } from '@mambogo/payment/src/api/get-payment.ts';
import { paymentCallbackApi } from '@mambogo/payment/src/api/payment-callback.ts';
import type { PaymentProvider } from '@mambogo/payment/src/domain/payment-provider.ts';
import { subscriptions } from '@mambogo/payment/src/events/subscriptions.ts';
import { readSimulatorCallback } from '@mambogo/payment/src/providers/simulator-callback.ts';
import { createAttemptWorker } from '@mambogo/payment/src/worker/attempt-worker.ts';
import { createRefundWorker } from '@mambogo/payment/src/worker/refund-worker.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { leaseSeconds, retryPolicy } from '../worker-runs.ts';
import { createBaseContext, settingsOf } from './base-context.ts';
import { type InstanceParts, type RunningService, runOnce } from './instance.ts';

export const callbackSecret = 'a-simulated-secret';
const settings = { concurrency: 4, lease: leaseSeconds, ...retryPolicy };
const callbacks = new Map([['simulator', readSimulatorCallback(callbackSecret)]]);

export function runPayment({
  database,
  sidecar,
  topicEpochs,
  provider,
}: InstanceParts & { readonly provider: PaymentProvider }): RunningService {
  const { APP_ID } = settingsOf('payment');
  const settingsOfContext = { APP_ID, CREDENTIALS_DIR: '', COMPONENTS: {} };
  const shared = createEventContext(createBaseContext('payment', sidecar), settingsOfContext, database);
  const { runInTransaction: work, logger } = shared;
  // The scheduler starts the workers, whether they are woken or not.
  const idle = { wake() {}, start() {}, stop: async () => undefined };
  const context = { ...shared, callbacks, attempts: idle, refunds: idle };
  const parts = { database, runInTransaction: work, provider, settings, logger };
  return {
    app: createApp({
      logger,
      checkReady: async () => undefined,
      mount(app) {
        mountConsumer<typeof context>(app, context, subscriptions);
        mountRoutes(app, [getPaymentApi(context), paymentCallbackApi(context)], context.verify);
      },
    }),
    workers: {
      relay: () => context.relay.stop(),
      epochs: () => observeEpochs({ ...context, service: 'payment' }, topicEpochs()),
      deadLetters: () => runOnce(deadLetterRetrierOf<typeof context>(context, subscriptions)),
      attempts: () => runOnce(createAttemptWorker({ ...parts, onRefund: () => undefined })),
      refunds: () => runOnce(createRefundWorker(parts)),
    },
  };
}

/** Mounts the order service on a given database and sidecar. */
import { createEventContext } from '@mambogo/messaging/event-context.ts';
import { deadLetterRetrierOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { observeEpochs } from '@mambogo/messaging/outbox/topic-epochs.ts';
import type { Context } from '@mambogo/order/src/context.ts';
import { newOrderNumber } from '@mambogo/order/src/domain/order-number.ts';
import { subscriptions } from '@mambogo/order/src/events/subscriptions.ts';
import { routes } from '@mambogo/order/src/routes.ts';
import { Settings } from '@mambogo/order/src/settings.ts';
import { createIdempotency } from '@mambogo/order/src/store/idempotency.ts';
import { createOrderChanges } from '@mambogo/order/src/store/order-changes.ts';
import { expireUnpaidOrders } from '@mambogo/order/src/worker/expire-unpaid-orders.ts';
import { republishUnacknowledged } from '@mambogo/order/src/worker/republish-unacknowledged.ts';
import { createPersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { createBaseContext, settingsOf } from './base-context.ts';
import { type InstanceParts, type RunningService, runOnce } from './instance.ts';

const personalData = createPersonalData(Buffer.alloc(32, 7).toString('base64url'));
const settings = Settings.parse(settingsOf('order'));
const { IDEMPOTENCY_LEASE_SECONDS: leaseSeconds, IDEMPOTENCY_KEEP_SECONDS: keepSeconds } = settings;

export function runOrder({ database, sidecar, topicEpochs }: InstanceParts): RunningService {
  const shared = createEventContext(createBaseContext('order', sidecar), settings, database);
  const { logger } = shared;
  const context: Context = {
    ...shared,
    settings,
    personalData,
    features: { isOn: async () => true },
    idempotency: createIdempotency({ database, personalData, leaseSeconds, keepSeconds }),
    changes: createOrderChanges({ database, logger }),
    newOrderNumber: (block) => newOrderNumber(block),
    listener: { start() {}, stop: async () => undefined },
    // Subscriptions count as always up.
    subscriptionUptime: { markAlive() {}, isComplete: () => true },
    invariantMonitor: createInvariantMonitor({ checks: [], logger }),
  };
  const bound = routes.map((bind) => bind(context));
  return {
    app: createApp({
      logger,
      checkReady: async () => undefined,
      mount(app) {
        mountConsumer(app, context, subscriptions);
        mountRoutes(app, bound, context.verify);
      },
    }),
    workers: {
      relay: () => context.relay.stop(),
      epochs: () => observeEpochs({ ...context, service: 'order' }, topicEpochs()),
      deadLetters: () => runOnce(deadLetterRetrierOf(context, subscriptions)),
      'close-unpaid': () => expireUnpaidOrders(context),
      remind: () => republishUnacknowledged(context),
    },
  };
}

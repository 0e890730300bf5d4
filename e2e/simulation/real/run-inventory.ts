/** Mounts the inventory service on a given database and sidecar. */
import { receiveStockApi } from '@mambogo/inventory/src/api/receive-stock.ts';
import type { Context } from '@mambogo/inventory/src/context.ts';
import { subscriptions } from '@mambogo/inventory/src/events/subscriptions.ts';
import { Settings } from '@mambogo/inventory/src/settings.ts';
import { stockSnapshots } from '@mambogo/inventory/src/store/stock-snapshots.ts';
import { confirmExpiredReservations } from '@mambogo/inventory/src/worker/confirm-expired-reservations.ts';
import { createEventContext } from '@mambogo/messaging/event-context.ts';
import { deadLetterRetrierOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { observeEpochs } from '@mambogo/messaging/outbox/topic-epochs.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createBaseContext, settingsOf } from './base-context.ts';
import { type InstanceParts, type RunningService, runOnce } from './instance.ts';

const settings = Settings.parse(settingsOf('inventory'));

export function runInventory({ database, sidecar, topicEpochs }: InstanceParts): RunningService {
  const base = createBaseContext('inventory', sidecar);
  const context: Context = { ...createEventContext(base, settings, database, stockSnapshots), settings };
  return {
    app: createApp({
      logger: context.logger,
      checkReady: async () => undefined,
      mount(app) {
        mountConsumer(app, context, subscriptions);
        mountRoutes(app, [receiveStockApi(context)], context.verify);
      },
    }),
    workers: {
      relay: () => context.relay.stop(),
      epochs: () => observeEpochs({ ...context, service: 'inventory', snapshots: stockSnapshots }, topicEpochs()),
      deadLetters: () => runOnce(deadLetterRetrierOf(context, subscriptions)),
      'ask-expired': () => confirmExpiredReservations(context),
    },
  };
}

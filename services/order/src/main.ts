/** The order service: accepts orders and decides their outcome. */
import { chainAnchorerOf } from '@mambogo/messaging/audit/chain-anchorer.ts';
import { deadLetterRetrierOf } from '@mambogo/messaging/mount-consumer.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { hashChains } from './store/hash-chains.ts';
import { readOrderMetrics } from './telemetry/read-order-metrics.ts';
import { createUnpaidOrderExpirer } from './worker/expire-unpaid-orders.ts';
import { createOrderIndexer } from './worker/index-orders.ts';
import { createKeyPurger } from './worker/purge-keys.ts';
import { createUnacknowledgedRepublisher } from './worker/republish-unacknowledged.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  readOrderMetrics(meter, context.database);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    onStoreReachable: context.subscriptionUptime.markAlive,
    invariantMonitor: context.invariantMonitor,
    workers: [
      context.relay,
      chainAnchorerOf(context, settings, hashChains),
      deadLetterRetrierOf(context, subscriptions),
      context.listener,
      context.changes,
      createUnpaidOrderExpirer(context),
      createUnacknowledgedRepublisher(context),
      createKeyPurger(context),
      createOrderIndexer(context),
    ],
    mount: (app) => mount(app, context),
  });
});

/** The inventory service: stock on hand, reservations of orders, and every stock movement. */
import { chainAnchorerOf } from '@mambogo/messaging/audit/chain-anchorer.ts';
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { deadLetterRetrierOf } from '@mambogo/messaging/mount-consumer.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { sqlInvariantChecks } from '@mambogo/service/invariants/sql-invariant.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { catalogueComparison } from './store/compare-catalogue.ts';
import { hashChains } from './store/hash-chains.ts';
import { changedStockSql, stockInvariants, stockTimeLimits } from './store/stock-invariants.ts';
import { createExpiredReservationConfirmer } from './worker/confirm-expired-reservations.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    invariantMonitor: createInvariantMonitor({
      checks: [
        ...sqlInvariantChecks(context.database, [...stockInvariants, ...stockTimeLimits], changedStockSql),
        ...messagingInvariants(context.database),
        ...unhandledEventChecks(context, subscriptions, settings.PEERS),
        catalogueComparison(context),
      ],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [
      context.relay,
      chainAnchorerOf(context, settings, hashChains),
      createExpiredReservationConfirmer(context),
      deadLetterRetrierOf(context, subscriptions),
    ],
    mount: (app) => mount(app, context),
  });
});

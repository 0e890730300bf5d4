/** The inventory service: stock on hand, reservations of orders, and every stock movement. */
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { deadLetterRetrierOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { sqlInvariantChecks } from '@mambogo/service/invariants/sql-invariant.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { adjustStockApi } from './api/adjust-stock.ts';
import { getStockApi } from './api/get-stock.ts';
import { listMovementsApi } from './api/list-movements.ts';
import { listStockApi } from './api/list-stock.ts';
import { mountTimeline } from './api/mount-timeline.ts';
import { receiveStockApi } from './api/receive-stock.ts';
import { createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { Settings } from './settings.ts';
import { catalogueComparison } from './store/compare-catalogue.ts';
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
    workers: [context.relay, createExpiredReservationConfirmer(context), deadLetterRetrierOf(context, subscriptions)],
    mount(app) {
      mountConsumer(app, context, subscriptions, createSourcePositions(context.database, context.logger));
      mountTimeline(app, context);
      mountRoutes(
        app,
        [getStockApi, listStockApi, listMovementsApi, receiveStockApi, adjustStockApi].map((bind) => bind(context)),
        context.verify,
      );
    },
  });
});

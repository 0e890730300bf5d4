/** The inventory service: what is on hand, what is reserved for whom, and every movement of it. */
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { unhandledEvents } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { letterWorkerOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { messagingLimits } from '@mambogo/messaging/waiting-limits.ts';
import { mountRoutes } from '@mambogo/service/answer.ts';
import { run } from '@mambogo/service/run.ts';
import { createService } from '@mambogo/service/service.ts';
import { readSettings } from '@mambogo/service/settings.ts';
import { watchSql } from '@mambogo/service/sql-invariant.ts';
import { createStandingWatch } from '@mambogo/service/standing-watch.ts';
import { adjustStockApi } from './api/adjust-stock.ts';
import { getStockApi } from './api/get-stock.ts';
import { listMovementsApi } from './api/list-movements.ts';
import { listStockApi } from './api/list-stock.ts';
import { mountTimeline } from './api/order-timeline.ts';
import { receiveStockApi } from './api/receive-stock.ts';
import { createContext } from './context.ts';
import { subscriptions } from './events/reactions.ts';
import { Settings } from './settings.ts';
import { compareCatalogue } from './store/compare-catalogue.ts';
import { changedStock, stockInvariants, stockLimits } from './store/stock-invariants.ts';
import { createExpiryAsker } from './worker/ask-expired.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    watch: createStandingWatch({
      checks: [
        ...watchSql(context.database, [...stockInvariants, ...stockLimits], changedStock),
        ...messagingLimits(context.database),
        ...unhandledEvents(context, subscriptions, settings.PEERS),
        compareCatalogue(context),
      ],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [context.relay, createExpiryAsker(context), letterWorkerOf(context, subscriptions)],
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

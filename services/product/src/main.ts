/** The product service: the catalogue, its prices, and availability. */
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { deadLetterRetrierOf, mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { catalogueIdsApi } from './api/catalogue-ids.ts';
import { mountQuote } from './api/quote.ts';
import { createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { catalogueApi } from './routes.ts';
import { Settings } from './settings.ts';

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
        ...messagingInvariants(context.database),
        ...unhandledEventChecks(context, subscriptions, settings.PEERS),
      ],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [context.relay, deadLetterRetrierOf(context, subscriptions)],
    mount(app) {
      mountConsumer(app, context, subscriptions, createSourcePositions(context.database, context.logger));
      mountQuote(app, context);
      mountRoutes(
        app,
        [...catalogueApi, catalogueIdsApi].map((bind) => bind(context)),
        context.verify,
      );
    },
  });
});

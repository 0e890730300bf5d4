/** The order service: takes orders, and alone decides how they end. */
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { mountRoutes } from '@mambogo/service/answer.ts';
import { run } from '@mambogo/service/run.ts';
import { createService } from '@mambogo/service/service.ts';
import { readSettings } from '@mambogo/service/settings.ts';
import { createContext } from './context.ts';
import { routes, subscriptions } from './mounts.ts';
import { Settings } from './settings.ts';
import { createPurgeWorker } from './store/purge-worker.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    workers: [context.relay, context.listener, context.changes, createPurgeWorker(context.idempotency, context.logger)],
    mount(app) {
      mountConsumer(app, context, subscriptions);
      mountRoutes(
        app,
        routes.map((bind) => bind(context)),
        context.verify,
      );
    },
  });
});

/** The inventory service: entries about products. */
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { mount } from './routes.ts';
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
      checks: messagingInvariants(context.database),
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [context.relay],
    mount: (app) => mount(app, context),
  });
});

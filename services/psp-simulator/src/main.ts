/**
 * The payment provider simulator: an external party with its own ledger. It has no sidecar, so its life cycle is its own: the
 * server, then the worker that sends callbacks; stopped in the same order, the ledger's file last.
 */
import { createApp } from '@mambogo/service/http/app.ts';
import { listen, type RunningServer } from '@mambogo/service/http/server.ts';
import { run } from '@mambogo/service/process/run.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { mount, simulatorHeaders } from './routes.ts';
import { Settings } from './settings.ts';
import { probeLedger } from './store/open-ledger.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  const { logger, database, callbackWorker } = context;
  const app = createApp({
    logger,
    checkReady: async () => probeLedger(database),
    securityHeaders: simulatorHeaders,
    mount: (app) => mount(app, context),
  });
  let running: RunningServer | undefined;
  return {
    async start() {
      running = await listen(app, settings.HOST, settings.PORT);
      callbackWorker?.start();
      logger.info({ event: 'service.started', port: settings.PORT }, 'simulator started');
    },
    async stop() {
      await running?.stop(1_000);
      await callbackWorker?.stop();
      database.close();
      logger.info({ event: 'service.stopped' }, 'simulator stopped');
    },
  };
});

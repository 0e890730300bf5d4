/** The identity service: accounts, log-ins and tokens (OpenID Connect under /auth). */

import { chainAnchorerOf } from '@mambogo/messaging/audit/chain-anchorer.ts';
import { probeDatabase } from '@mambogo/service/database/store-probe.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { hashChains } from './store/hash-chains.ts';
import { resetAfterSeconds } from './store/login-throttle.ts';
import { createPurge } from './store/purge.ts';

await run(async () => {
  const settings = readSettings(Settings);
  const context = await createContext(settings);
  const { database, logger } = context;
  const service = createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    // Its pages are its own: a browser gets their Content Security Policy.
    securityHeaders: {},
    probe: probeDatabase(database),
    workers: [
      context.relay,
      chainAnchorerOf(context, settings, hashChains),
      context.rotatingProvider.worker,
      context.listener,
      context.feed,
      createPurge({
        database,
        logger,
        everySeconds: settings.PURGE_SECONDS,
        failureSeconds: resetAfterSeconds(settings),
      }),
    ],
    mount: (app) => mount(app, context),
  });
  return {
    start: service.start,
    async stop() {
      await service.stop();
      await context.passwordStrength.stop();
      await context.securityEventLog.written();
      await database.destroy();
    },
  };
});

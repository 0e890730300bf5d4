/** The product service: the catalogue, its prices, and availability. */
import { chainAnchorerOf } from '@mambogo/messaging/audit/chain-anchorer.ts';
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { deadLetterRetrierOf } from '@mambogo/messaging/mount-consumer.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { hashChains } from './store/hash-chains.ts';
import { slugFiller } from './worker/fill-slugs.ts';
import { catalogueFollower } from './worker/follow-catalogue.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    beforeListening: context.catalogue.refresh,
    invariantMonitor: createInvariantMonitor({
      checks: [
        ...messagingInvariants(context.database),
        ...unhandledEventChecks(context, subscriptions, settings.PEERS),
      ],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [
      context.relay,
      catalogueFollower(context),
      slugFiller(context),
      chainAnchorerOf(context, settings, hashChains),
      deadLetterRetrierOf(context, subscriptions),
    ],
    mount: (app) => mount(app, context),
  });
});

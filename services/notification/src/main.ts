/** The notification service: messages to customers by e-mail. */
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { deadLetterRetrierOf } from '@mambogo/messaging/mount-consumer.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { type Context, createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { measureMessages } from './telemetry/measure-messages.ts';
import { createMessagePurge } from './worker/purge-messages.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  measureMessages(context.database);
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
    workers: [
      context.sender,
      createMessagePurge(context.queue, context.logger),
      deadLetterRetrierOf<Context>(context, subscriptions),
    ],
    mount: (app) => mount(app, context),
  });
});

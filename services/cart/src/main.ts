/** The cart service: carts of customers and guests. */
import { stateDeadLetterRetrierOf, stateDeadLettersOf } from '@mambogo/messaging/state/mount-state-consumer.ts';
import { deadLettersHandledCheck } from '@mambogo/messaging/state/state-invariants.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { type Context, createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    probe: { ping: () => probeCarts(context), close: async () => undefined, throughSidecar: true },
    invariantMonitor: createInvariantMonitor({
      checks: [deadLettersHandledCheck(stateDeadLettersOf(context, subscriptions))],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [{ start() {}, stop: () => closeStores(context) }, stateDeadLetterRetrierOf(context, subscriptions)],
    mount: (app) => mount(app, context),
  });
});

async function closeStores({ state, carts }: Context): Promise<void> {
  await Promise.all([state.close(), carts.close()]);
}

/** The store is reached through the sidecar. While that is down the store's state is unknown, and no request can arrive. */
async function probeCarts({ state, sidecar }: Context): Promise<void> {
  try {
    await state.check();
  } catch (error) {
    if (await sidecar.isReady()) throw error;
  }
}

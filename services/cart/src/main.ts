/** The cart service: carts of customers and guests. */
import { createDeadLetterRetrier } from '@mambogo/messaging/dead-letters/dead-letter-retrier.ts';
import { mountRoutes } from '@mambogo/service/http/route-handler.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { type Context, createContext } from './context.ts';
import { deadLettersHandledCheck } from './events/dead-letter-invariant.ts';
import { deadLettersOf, mountEvents } from './events/mount-events.ts';
import { cartApi } from './routes.ts';
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
      checks: [deadLettersHandledCheck(deadLettersOf(context))],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [
      { start() {}, stop: () => context.state.close() },
      createDeadLetterRetrier(deadLettersOf(context), context),
    ],
    mount(app) {
      mountEvents(app, context);
      mountRoutes(
        app,
        cartApi.map((bind) => bind(context)),
        context.verify,
      );
    },
  });
});

/** The store is reached through the sidecar. While that is down the store's state is unknown, and no request can arrive. */
async function probeCarts({ state, sidecar }: Context): Promise<void> {
  try {
    await state.check();
  } catch (error) {
    if (await sidecar.isReady()) throw error;
  }
}

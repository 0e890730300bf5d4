/** The payment service: takes the money of orders, once, and gives it back when an order ends. */
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
import { getPaymentApi } from './api/get-payment.ts';
import { getPaymentProviderApi } from './api/get-payment-provider.ts';
import { mountTimeline } from './api/order-timeline.ts';
import { paymentCallbackApi } from './api/payment-callback.ts';
import { type Context, createContext } from './context.ts';
import { subscriptions } from './events/reactions.ts';
import { Settings } from './settings.ts';
import { changedPayments, paymentInvariants, paymentLimits } from './store/payment-invariants.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  const { provider } = context;
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    watch: createStandingWatch({
      checks: [
        ...watchSql(context.database, [...paymentInvariants, ...paymentLimits], { order: changedPayments }),
        ...messagingLimits(context.database),
        ...unhandledEvents(context, subscriptions, settings.PEERS),
      ],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [
      { start() {}, stop: provider.close },
      context.relay,
      context.refunds,
      context.attempts,
      context.purge,
      letterWorkerOf<Context>(context, subscriptions),
    ],
    mount(app) {
      mountConsumer<Context>(app, context, subscriptions, createSourcePositions(context.database, context.logger));
      mountTimeline(app, context);
      // `provider` before `{orderId}`, which would take its place.
      const bound = [getPaymentProviderApi(context), getPaymentApi(context), paymentCallbackApi(context)];
      mountRoutes(app, bound, context.verify);
    },
  });
});

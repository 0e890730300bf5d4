/** The payment service: charges each order once, and refunds it when the order is cancelled. */
import { chainAnchorerOf } from '@mambogo/messaging/audit/chain-anchorer.ts';
import { unhandledEventChecks } from '@mambogo/messaging/inbox/unhandled-events.ts';
import { messagingInvariants } from '@mambogo/messaging/messaging-invariants.ts';
import { deadLetterRetrierOf } from '@mambogo/messaging/mount-consumer.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { createInvariantMonitor } from '@mambogo/service/invariants/invariant-monitor.ts';
import { sqlInvariantChecks } from '@mambogo/service/invariants/sql-invariant.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { type Context, createContext } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { breakerStates } from './providers/guarded-provider.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { hashChains } from './store/hash-chains.ts';
import { changedPaymentsSql, paymentInvariants, paymentTimeLimits } from './store/payment-invariants.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  const { provider } = context;
  meter.read('mambogo_payment_provider_breaker_state', () =>
    breakerStates.map((state) => [{ state }, Number(provider.breakerState() === state)] as const),
  );
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    invariantMonitor: createInvariantMonitor({
      checks: [
        ...sqlInvariantChecks(context.database, [...paymentInvariants, ...paymentTimeLimits], {
          order: changedPaymentsSql,
        }),
        ...messagingInvariants(context.database),
        ...unhandledEventChecks(context, subscriptions, settings.PEERS),
      ],
      logger: context.logger,
      seconds: settings.INVARIANTS_SECONDS,
    }),
    workers: [
      { start() {}, stop: provider.close },
      context.relay,
      chainAnchorerOf(context, settings, hashChains),
      context.refunds,
      context.attempts,
      context.purge,
      deadLetterRetrierOf<Context>(context, subscriptions),
    ],
    mount: (app) => mount(app, context),
  });
});

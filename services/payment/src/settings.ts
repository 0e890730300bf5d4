/** Settings of the payment service: common ones, and those of the selected provider. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

const Url = z.url({ protocol: /^https?$/ });

/** The provider adapter and its settings (providers/). */
const Provider = z.discriminatedUnion(
  'PAYMENT_PROVIDER',
  [
    z.object({
      PAYMENT_PROVIDER: z.literal('simulator'),
      PSP_URL: Url,
      /** Base URL of the simulator's pages, as browsers reach it. */
      PSP_PUBLIC_URL: Url,
    }),
    z.object({
      PAYMENT_PROVIDER: z.literal('stripe'),
      /** Overridden in tests only. */
      STRIPE_API_URL: Url.default('https://api.stripe.com'),
    }),
  ],
  { error: 'must be simulator or stripe, the providers with an adapter' },
);

const Common = z
  .object({
    ...serviceSettings,
    ...databaseSettings,
    /** Time-out of one call to the provider. */
    PSP_TIMEOUT_SECONDS: Seconds.default(10),
    /** Failed calls, in per cent of the last 10 s, that open the circuit breaker. */
    PSP_BREAKER_PERCENT: z.coerce.number().int().min(1).max(100).default(50),
    /** How long the circuit breaker stays open before it lets a call through. */
    PSP_BREAKER_SECONDS: Seconds.default(10),
    /** Concurrent calls to the provider per instance. */
    PAYMENT_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(16),
    /** Lease on an attempt; after it, another instance may claim the attempt of one that died. */
    PAYMENT_LEASE_SECONDS: Seconds.default(30),
    /** Delay after a call without a response; doubles up to a minute. */
    PAYMENT_RETRY_SECONDS: Seconds.default(1),
    /** Maximum interval between queries for a charge that is pending at the provider. */
    PAYMENT_POLL_SECONDS: Seconds.default(10),
    /** How long after its last sending a charge may still appear at the provider: until then its absence proves nothing. */
    PAYMENT_QUIET_SECONDS: Seconds.default(120),
    /** How long after its last sending a charge that was not found is still searched for, now and then. */
    PAYMENT_WATCH_SECONDS: Seconds.default(24 * 3_600),
    /** How long after its first sending a charge may be sent again: well within the provider's retention of idempotency keys. */
    PAYMENT_RESEND_SECONDS: Seconds.default(12 * 3_600),
  })
  .refine((settings) => settings.PAYMENT_LEASE_SECONDS > 2 * settings.PSP_TIMEOUT_SECONDS, {
    path: ['PAYMENT_LEASE_SECONDS'],
    error: 'must be more than twice PSP_TIMEOUT_SECONDS: settling an attempt may take two calls',
  })
  .refine(
    (settings) => settings.PAYMENT_QUIET_SECONDS > settings.PAYMENT_LEASE_SECONDS + settings.PSP_TIMEOUT_SECONDS,
    {
      path: ['PAYMENT_QUIET_SECONDS'],
      error: 'must be more than PAYMENT_LEASE_SECONDS plus PSP_TIMEOUT_SECONDS: a charge may be sent that late',
    },
  );

export const Settings = Common.and(Provider);
export type Settings = z.output<typeof Settings>;

/** Settings of a one-off task next to the running service; it does not listen on a port. */
export const TaskSettings = z.object(Common.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }).and(Provider);
export type TaskSettings = z.output<typeof TaskSettings>;

/** The settings of the payment service: those of all payment, and those of the provider that is chosen. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

const Url = z.url({ protocol: /^https?$/ });

/** Which adapter charges, and what it has to know: providers/. */
const Provider = z.discriminatedUnion(
  'PAYMENT_PROVIDER',
  [
    z.object({
      PAYMENT_PROVIDER: z.literal('simulator'),
      PSP_URL: Url,
      /** Where a shopper's browser reaches the simulator's pages. */
      PSP_PUBLIC_URL: Url,
    }),
    z.object({
      PAYMENT_PROVIDER: z.literal('stripe'),
      /** Another one than Stripe's own in tests only. */
      STRIPE_API_URL: Url.default('https://api.stripe.com'),
    }),
  ],
  { error: 'must be simulator or stripe, the providers there is an adapter for' },
);

const Common = z
  .object({
    ...serviceSettings,
    ...databaseSettings,
    /** How long one call to the provider may take. */
    PSP_TIMEOUT_SECONDS: Seconds.default(10),
    /** Failed calls, in per cent of the last 10 s, that open the breaker. */
    PSP_BREAKER_PERCENT: z.coerce.number().int().min(1).max(100).default(50),
    /** How long an open breaker waits before it lets a call through again. */
    PSP_BREAKER_SECONDS: Seconds.default(10),
    /** Calls to the provider under way at once, an instance. */
    PAYMENT_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(16),
    /** How long an instance has an attempt to itself; one that died frees it after that. */
    PAYMENT_LEASE_SECONDS: Seconds.default(30),
    /** Wait after a call without an answer: this, doubling to a minute. */
    PAYMENT_RETRY_SECONDS: Seconds.default(1),
    /** Longest wait between two questions after a charge that the provider still works on. */
    PAYMENT_POLL_SECONDS: Seconds.default(10),
    /** How long after it was last sent a charge may still turn up at the provider: until then its absence says nothing. */
    PAYMENT_QUIET_SECONDS: Seconds.default(120),
    /** How long after it was last sent a charge that was believed absent is looked for again, now and then, all the same. */
    PAYMENT_WATCH_SECONDS: Seconds.default(24 * 3_600),
    /** How long after its first sending a charge may be sent again: well within what the provider keeps keys for. */
    PAYMENT_RESEND_SECONDS: Seconds.default(12 * 3_600),
  })
  .refine((settings) => settings.PAYMENT_LEASE_SECONDS > 2 * settings.PSP_TIMEOUT_SECONDS, {
    path: ['PAYMENT_LEASE_SECONDS'],
    error: 'must be more than twice PSP_TIMEOUT_SECONDS: a turn may take two calls',
  })
  .refine(
    (settings) => settings.PAYMENT_QUIET_SECONDS > settings.PAYMENT_LEASE_SECONDS + settings.PSP_TIMEOUT_SECONDS,
    {
      path: ['PAYMENT_QUIET_SECONDS'],
      error: 'must be more than PAYMENT_LEASE_SECONDS and PSP_TIMEOUT_SECONDS together: that late a charge may be sent',
    },
  );

export const Settings = Common.and(Provider);
export type Settings = z.output<typeof Settings>;

/** Of a task beside the running service, which listens nowhere. */
export const TaskSettings = z.object(Common.shape).omit({ PORT: true, DAPR_HTTP_PORT: true }).and(Provider);
export type TaskSettings = z.output<typeof TaskSettings>;

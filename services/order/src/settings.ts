/** The settings of the order service. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** How long after placing an order may be paid: its `payBefore`. */
  PAYMENT_WINDOW_SECONDS: Seconds.default(1_800),
  /** How long a request with an Idempotency-Key may be under way before its key is free again. */
  IDEMPOTENCY_LEASE_SECONDS: Seconds.default(30),
  /** How long the answer of an Idempotency-Key is kept. */
  IDEMPOTENCY_KEEP_SECONDS: Seconds.default(86_400),
  /** How often a live stream says that it is still there. */
  HEARTBEAT_SECONDS: Seconds.default(15),
  /** How often followed orders are looked at, should a notification have been lost. */
  FOLLOW_POLL_SECONDS: Seconds.default(5),
});
export type Settings = z.output<typeof Settings>;

/** The settings of the order service. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** How long after placing an order may be paid: its `payBefore`. */
  PAYMENT_WINDOW_SECONDS: Seconds.default(1_800),
  /** How often the timers look for what is overdue. */
  TIMER_SECONDS: Seconds.default(5),
  /** How long this instance must have heard events without a gap before it calls an unpaid order off. */
  HEARING_SECONDS: Seconds.default(120),
  /** How long an ended order waits for stock and money before it says again how it ended; doubles up to an hour. */
  REMIND_SECONDS: Seconds.default(60),
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

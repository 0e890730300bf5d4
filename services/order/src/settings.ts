/** The settings of the order service. */
import { amountSettings } from '@mambogo/service/process/amount-settings.ts';
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  ...amountSettings,
  /** How long after placing an order may be paid: its `payBefore`. */
  PAYMENT_WINDOW_SECONDS: Seconds.default(1_800),
  /** How long a shopper may leave a question of the provider's unanswered: the order ends then, sooner than its window. */
  ACTION_WINDOW_SECONDS: Seconds.default(600),
  /** Orders a customer may have that are neither paid nor ended. */
  OPEN_ORDERS_PER_CUSTOMER: z.coerce.number().int().min(1).default(3),
  /** Pieces a customer may hold in such orders, all products together; a single order may always hold what it may have. */
  HELD_UNITS_PER_CUSTOMER: z.coerce.number().int().min(1).default(100),
  /** When so many orders of a customer ended unpaid within an hour, the next is to wait. */
  UNPAID_ORDERS_PER_HOUR: z.coerce.number().int().min(1).default(5),
  /** How long the first such wait is; it doubles, up to an hour. */
  COOL_DOWN_SECONDS: Seconds.default(300),
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

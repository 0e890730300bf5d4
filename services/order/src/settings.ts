/** The settings of the order service. */
import { amountSettings } from '@mambogo/service/process/amount-settings.ts';
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  ...amountSettings,
  /** How long an order can be paid after it was placed: its `payBefore`. */
  PAYMENT_WINDOW_SECONDS: Seconds.default(1_800),
  /** How long a shopper has to complete a challenge of the payment provider before the order is cancelled. */
  ACTION_WINDOW_SECONDS: Seconds.default(600),
  /** Maximum number of open orders (neither paid nor ended) per customer. */
  OPEN_ORDERS_PER_CUSTOMER: z.coerce.number().int().min(1).default(3),
  /** Maximum number of units, of all products, in a customer's open orders; also the maximum of a single order. */
  HELD_UNITS_PER_CUSTOMER: z.coerce.number().int().min(1).default(100),
  /** Number of a customer's orders that ended unpaid within an hour from which the next one must wait. */
  UNPAID_ORDERS_PER_HOUR: z.coerce.number().int().min(1).default(5),
  /** The first such wait; it doubles each time, up to an hour. */
  COOL_DOWN_SECONDS: Seconds.default(300),
  /** How often the timers look for overdue orders. */
  TIMER_SECONDS: Seconds.default(5),
  /** How long this instance must have received events without a gap before it cancels unpaid orders. */
  HEARING_SECONDS: Seconds.default(120),
  /** How long an unacknowledged outcome waits before it is published again; doubles up to an hour. */
  REMIND_SECONDS: Seconds.default(60),
  /** How long a request with an Idempotency-Key may be in progress before its key is free again. */
  IDEMPOTENCY_LEASE_SECONDS: Seconds.default(30),
  /** How long the response of an Idempotency-Key is stored. */
  IDEMPOTENCY_KEEP_SECONDS: Seconds.default(86_400),
  /** Interval of the heartbeat on a live stream. */
  HEARTBEAT_SECONDS: Seconds.default(15),
  /** The page of a trace, with `{traceId}` where its id belongs; undefined: timelines have no links to traces. */
  TRACE_PAGE: z.string().includes('{traceId}').optional(),
  /** How often followed orders are polled, in case a notification was lost. */
  FOLLOW_POLL_SECONDS: Seconds.default(5),
});
export type Settings = z.output<typeof Settings>;

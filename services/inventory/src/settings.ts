/** The settings of the inventory service. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** How long stock is reserved before the order is asked to confirm it. */
  RESERVATION_SECONDS: Seconds.default(300),
  /** Interval at which it is asked again until it responds. */
  RESERVATION_ASK_SECONDS: Seconds.default(60),
  /** How often expired reservations are looked up. */
  TIMER_SECONDS: Seconds.default(5),
  CATALOG_SEED: z.enum(['demo', 'none']).default('none'),
});
export type Settings = z.output<typeof Settings>;

/** The settings of the inventory service. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** How long stock stays set aside for an order before the order is asked about it. */
  RESERVATION_SECONDS: Seconds.default(300),
  /** How long until it is asked again, while it says nothing. */
  RESERVATION_ASK_SECONDS: Seconds.default(60),
  /** How often reservations are looked through for those past their time. */
  TIMER_SECONDS: Seconds.default(5),
  CATALOG_SEED: z.enum(['demo', 'none']).default('none'),
});
export type Settings = z.output<typeof Settings>;

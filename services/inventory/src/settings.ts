/** The settings of the inventory service. */
import { databaseSettings, Seconds, serviceSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** How long stock stays set aside for an order before the order is asked about it. */
  RESERVATION_SECONDS: Seconds.default(300),
  CATALOG_SEED: z.enum(['demo', 'none']).default('none'),
});
export type Settings = z.output<typeof Settings>;

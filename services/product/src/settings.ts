/** The settings of the product service. */
import { amountSettings } from '@mambogo/service/process/amount-settings.ts';
import { databaseSettings, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  ...amountSettings,
  CATALOG_SEED: z.enum(['demo', 'none']).default('none'),
});
export type Settings = z.output<typeof Settings>;

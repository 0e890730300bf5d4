/** The settings of the product service. */
import { Currency } from '@mambogo/contracts/money.ts';
import { databaseSettings, serviceSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** The shop's only currency; a price in another is refused. */
  CURRENCY: Currency,
  CATALOG_SEED: z.enum(['demo', 'none']).default('none'),
});
export type Settings = z.output<typeof Settings>;

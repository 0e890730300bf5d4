/** The settings of the pricing service. */
import { amountSettings } from '@mambogo/service/process/amount-settings.ts';
import { databaseSettings, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({ ...serviceSettings, ...databaseSettings, ...amountSettings });
export type Settings = z.output<typeof Settings>;

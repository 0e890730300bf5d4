/** The settings of the inventory service. */
import { databaseSettings, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({ ...serviceSettings, ...databaseSettings });
export type Settings = z.output<typeof Settings>;

/** The settings of the gateway. */
import { Seconds, serviceSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  /** How long a peer may take until its answer begins: to what only reads, and to what changes something. */
  READ_TIMEOUT_SECONDS: Seconds.default(3),
  WRITE_TIMEOUT_SECONDS: Seconds.default(10),
  /** How long a peer that failed is left alone before it is tried again. */
  BREAKER_RESET_SECONDS: Seconds.default(5),
  /** How long a page of the catalogue is shown again without asking for it; 0 = never. */
  CATALOGUE_FRESH_SECONDS: z.coerce.number().min(0).max(60).default(1),
});
export type Settings = z.output<typeof Settings>;

/** Settings of the payment provider simulator. It is not part of the shop, so it has neither a sidecar nor an SQL server. */
import { Port, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  HOST: serviceSettings.HOST,
  PORT: Port,
  CREDENTIALS_DIR: serviceSettings.CREDENTIALS_DIR,
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
  /** The SQLite file of the ledger; created with its folder if missing. */
  LEDGER_FILE: z.string().min(1),
  /** Base URL of the simulator's pages, as browsers reach them; default: the address it listens on. */
  PSP_PUBLIC_URL: z.url().optional(),
  /** The shop's origin: only its pages may embed the card form, and customers return to it; default: none. */
  SHOP_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).origin === url, 'must be an origin: scheme, host and port, without a trailing slash')
    .optional(),
  /** URL of the merchant for callbacks; default: no callbacks. */
  PSP_CALLBACK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How long the response to tok_timeout is delayed. */
  PSP_SLOW_SECONDS: Seconds.default(20),
  /** Time until tok_late is captured. */
  PSP_LATE_SECONDS: Seconds.default(40),
  /** Time until tok_twice is captured. */
  PSP_SOON_SECONDS: Seconds.default(1),
});
export type Settings = z.output<typeof Settings>;

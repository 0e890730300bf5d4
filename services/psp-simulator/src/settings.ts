/** The settings of the payment provider's simulator. It stands outside the shop, so it has neither sidecar nor SQL server. */
import { Port, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  HOST: serviceSettings.HOST,
  PORT: Port,
  CREDENTIALS_DIR: serviceSettings.CREDENTIALS_DIR,
  LOG_LEVEL: serviceSettings.LOG_LEVEL,
  /** The SQLite file of the ledger; made, with its folder, when it is not there. */
  LEDGER_FILE: z.string().min(1),
  /** Where a shopper's browser reaches the simulator's pages; default: the address it listens on. */
  PSP_PUBLIC_URL: z.url().optional(),
  /** The shop's origin: its pages alone may embed the card form, and shoppers go back there; default: nobody, nowhere. */
  SHOP_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).origin === url, 'an origin: scheme, host and port, without a slash at the end')
    .optional(),
  /** Where the merchant is called back; default: it is not. */
  PSP_CALLBACK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How long tok_timeout keeps the caller waiting. */
  PSP_SLOW_SECONDS: Seconds.default(20),
  /** How long tok_late takes to capture. */
  PSP_LATE_SECONDS: Seconds.default(40),
  /** How long tok_twice takes to capture. */
  PSP_SOON_SECONDS: Seconds.default(1),
});
export type Settings = z.output<typeof Settings>;

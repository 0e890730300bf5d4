/** The settings of web. */
import { fileURLToPath } from 'node:url';
import { amountSettings } from '@mambogo/service/process/amount-settings.ts';
import { Flag, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...amountSettings,
  /** The folder that `src/build/build-pages.ts` filled. */
  PAGES_DIR: z
    .string()
    .min(1)
    .default(fileURLToPath(new URL('../dist', import.meta.url))),
  SHOP_NAME: z.string().min(1).max(60).default('Mambogo'),
  /** What the pages are called by who logs people in. */
  OIDC_CLIENT_ID: z.string().min(1).default('mambogo-spa'),
  /** It is a shop to try: pages say so. */
  DEMO_ACCOUNTS: Flag.default(false),
  /** Where a browser finds the simulator's card form; default: on this machine. */
  PSP_PUBLIC_URL: z.url().optional(),
});
export type Settings = z.output<typeof Settings>;

/** The settings of web. */
import { fileURLToPath } from 'node:url';
import { amountSettings } from '@mambogo/service/process/amount-settings.ts';
import { Flag, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

export const Settings = z.object({
  ...serviceSettings,
  ...amountSettings,
  /** The output folder of `src/build/build-pages.ts`. */
  PAGES_DIR: z
    .string()
    .min(1)
    .default(fileURLToPath(new URL('../dist', import.meta.url))),
  /** The output folder of `docs/site/build-site.ts`, served under /docs. It may appear later. Default: no documentation. */
  DOCS_DIR: z.string().min(1).optional(),
  SHOP_NAME: z.string().min(1).max(60).default('Mambogo'),
  /** The client id of the pages at the issuer. */
  OIDC_CLIENT_ID: z.string().min(1).default('mambogo-spa'),
  /** A demo shop: the pages show a notice. */
  DEMO_ACCOUNTS: Flag.default(false),
  /** Origin of the simulator's card form for browsers; default: the local machine. */
  PSP_PUBLIC_URL: z.url().optional(),
});
export type Settings = z.output<typeof Settings>;

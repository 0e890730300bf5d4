/** The settings of the identity service. */
import { databaseSettings, Flag, Seconds, serviceSettings } from '@mambogo/service/settings.ts';
import { z } from 'zod';

const WholeSeconds = Seconds.pipe(z.int());

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** Puts demo/demo and admin/admin in; false takes them out. */
  DEMO_ACCOUNTS: Flag.default(false),
  ACCESS_TOKEN_SECONDS: WholeSeconds.default(900),
  /** From logging in: no refresh token lives longer than its first one would. */
  REFRESH_TOKEN_SECONDS: WholeSeconds.default(604_800),
  /** How long somebody may take over the log-in page. */
  LOG_IN_SECONDS: WholeSeconds.default(900),
  /** Wrong passwords for one account before it is refused for LOCKOUT_SECONDS. */
  LOCKOUT_AFTER: z.coerce.number().int().min(1).default(10),
  LOCKOUT_SECONDS: WholeSeconds.default(900),
  PURGE_SECONDS: WholeSeconds.default(60),
});
export type Settings = z.output<typeof Settings>;

/** The issuer's and the shop's address without a slash at its end. */
export const publicUrlOf = ({ PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): string => PUBLIC_URL.replace(/\/+$/, '');

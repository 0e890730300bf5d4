/** The settings of the identity service. */
import { databaseSettings, Flag, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';

const WholeSeconds = Seconds.pipe(z.int());
const Tries = z.coerce.number().int().min(1).max(10_000);

export const Settings = z.object({
  ...serviceSettings,
  ...databaseSettings,
  /** Adds demo/demo, operator/operator and admin/admin; false removes them. */
  DEMO_ACCOUNTS: Flag.default(false),
  ACCESS_TOKEN_SECONDS: WholeSeconds.default(900),
  /** Counted from the log-in: no refresh token outlives the first one's expiry. */
  REFRESH_TOKEN_SECONDS: WholeSeconds.default(604_800),
  /** Time limit of the log-in page. */
  LOG_IN_SECONDS: WholeSeconds.default(900),
  /**
   * Wrong passwords for one account from one network (or from one known browser) before the next has to wait, 1 s, then twice
   * as long each time, up to LOCKOUT_SECONDS.
   */
  LOCKOUT_AFTER: Tries.default(5),
  LOCKOUT_SECONDS: WholeSeconds.default(900),
  /** The same for one account from all networks, except known browsers. */
  LOCKOUT_ACCOUNT_AFTER: Tries.default(50),
  LOCKOUT_ACCOUNT_SECONDS: WholeSeconds.default(300),
  /** The same for one network, which may be a whole office's. */
  LOCKOUT_NETWORK_AFTER: Tries.default(50),
  LOCKOUT_NETWORK_SECONDS: WholeSeconds.default(60),
  /** Whether staff need a second factor: without it they have only a shopper's scopes. */
  STAFF_MFA: z.enum(['required', 'optional']).default('optional'),
  /**
   * New accounts from one network per hour before the next has to wait, 1 s, then twice as long each time, up to
   * SIGN_UP_NETWORK_SECONDS.
   */
  SIGN_UP_NETWORK_AFTER: Tries.default(10),
  SIGN_UP_NETWORK_SECONDS: WholeSeconds.default(360),
  PURGE_SECONDS: WholeSeconds.default(60),
  /** Age at which a signing key is replaced. */
  KEY_ROTATION_DAYS: z.coerce.number().positive().max(3_650).default(90),
  /** How long a key is published before it signs: longer than any client caches the key set (services: 10 minutes). */
  KEY_PUBLISHED_FIRST_SECONDS: WholeSeconds.default(3_600),
  KEY_LOOK_SECONDS: Seconds.default(30),
});
export type Settings = z.output<typeof Settings>;

/** The issuer's and the shop's URL without a trailing slash. */
export const publicUrlOf = ({ PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): string => PUBLIC_URL.replace(/\/+$/, '');
